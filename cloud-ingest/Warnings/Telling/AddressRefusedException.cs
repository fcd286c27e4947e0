namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>A webhook's name leads to no address that may be connected to.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
