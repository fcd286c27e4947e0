namespace Checkpoint.CloudIngest.Access;

/// <summary>The broker's plugin could not be asked: it does not answer, or not to this administrator.</summary>
public sealed class AccessException(string message) : Exception(message);
