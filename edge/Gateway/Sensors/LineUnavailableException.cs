namespace Checkpoint.Gateway.Sensors;

/// <summary>A line or a bus could not be taken; the message names it and the system's reason.</summary>
public sealed class LineUnavailableException(string message) : IOException(message);
