namespace Checkpoint.CloudIngest.Accounts;

/// <summary>An account or token can't be made or changed so; nothing was. The message says why.</summary>
public sealed class AccountRefusedException(string message) : Exception(message);
