using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>A person who may sign in.</summary>
/// <param name="Disabled">Can't sign in, and is signed out everywhere.</param>
/// <param name="PasswordSet">When the password was last changed.</param>
public sealed record Account(
    long Id, string Name, Role Role, Area Area, bool Disabled, DateTimeOffset Made, string MadeBy, DateTimeOffset PasswordSet);
