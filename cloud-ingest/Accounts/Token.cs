using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>A program's way in, without its secret.</summary>
/// <param name="Used">When it last let somebody in, to the minute; null: never.</param>
/// <param name="Revoked">Null while it holds.</param>
public sealed record Token(
    long Id, string Name, Role Role, Area Area, DateTimeOffset Made, string MadeBy, DateTimeOffset Expires, DateTimeOffset? Used, DateTimeOffset? Revoked);
