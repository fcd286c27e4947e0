namespace Checkpoint.DeviceSim.Fleet;

/// <summary>The fleet cannot run as it was told to; the message says why, by option.</summary>
public sealed class FleetException(string message, Exception? inner = null) : Exception(message, inner);
