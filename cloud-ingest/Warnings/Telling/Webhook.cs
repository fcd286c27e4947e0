using System.Collections.Immutable;
using System.Net;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>Somebody's address that is told of warnings.</summary>
/// <param name="Name">Of letters a-z, digits and '-'; what is still to be told is kept under it.</param>
/// <param name="Url">Where it is sent by POST.</param>
/// <param name="Area">Of warnings in this area.</param>
/// <param name="Levels">And of these levels.</param>
/// <param name="Events">What of them is told.</param>
/// <param name="Allowed">Networks that are sent to though they are not public; only to these also by plain http.</param>
public sealed record Webhook(
    string Name,
    Uri Url,
    Area Area,
    ImmutableArray<PlaceLevel> Levels,
    ImmutableArray<WarningEvent> Events,
    ImmutableArray<IPNetwork> Allowed,
    TimeSpan Timeout)
{
    public const int MaxNameLength = 32;

    public const int MostWebhooks = 16;

    /// <summary>Bytes that the key must have: as long as the hash (RFC 2104, section 3).</summary>
    public const int LeastSecretBytes = 32;

    /// <summary>Where the key lies; null when the configuration has it.</summary>
    public string? SecretFile { get; init; }

    /// <summary>The key by which what is sent is signed.</summary>
    public ImmutableArray<byte> Secret { get; init; } = [];

    public bool Wants(WarningEvent happened, PlaceLevel level, string place) =>
        Events.Contains(happened) && Levels.Contains(level) && place.StartsWith(Area.Code, StringComparison.Ordinal);
}
