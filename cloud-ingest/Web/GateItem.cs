using Checkpoint.Contract;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Web;

/// <summary>A registered gate: where it now stands, and what this process has seen of it since it started.</summary>
/// <param name="LastSeen">Null: not since this process started.</param>
/// <param name="MadeThrough">Highest seq that the gate said it has made in its stream.</param>
/// <param name="StoredRecords">Stored by this process, those sent again included.</param>
public sealed record GateItem(
    string Gate,
    GateKind Kind,
    LocalName Name,
    string District,
    string Street,
    string Community,
    DateTimeOffset? LastSeen,
    string? Stream,
    long? MadeThrough,
    DateTimeOffset? LastAck,
    long? StoredRecords,
    string? Software);
