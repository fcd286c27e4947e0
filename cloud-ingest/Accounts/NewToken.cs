using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>A token to be made.</summary>
/// <param name="Lifetime">More than none, at most <see cref="Tokens.MaxLifetime"/>.</param>
public sealed record NewToken(string Name, Role Role, Area Area, TimeSpan Lifetime);
