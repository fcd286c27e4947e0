using Checkpoint.Contract;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract.Records;

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
    string? Software,
    GateHealthItem? Health);

/// <summary>What the gate said of itself last, once a minute.</summary>
/// <param name="Time">When it said so, by its own word.</param>
/// <param name="OutboxDepth">Records that it has made and the database does not have.</param>
/// <param name="OutboxOldestS">Age of the oldest of them, seconds.</param>
/// <param name="OutboxRejected">Records that the cloud refused for good and that the gate keeps apart; see the ledger.</param>
/// <param name="OutboxShed">Records it had to drop for want of space since its program's start; see the ledger.</param>
/// <param name="OutboxOverfull">It is losing fevers and alarms.</param>
public sealed record GateHealthItem(
    DateTimeOffset Time,
    long OutboxDepth,
    long OutboxOldestS,
    long OutboxRejected,
    long OutboxShed,
    bool OutboxOverfull,
    ClockQuality ClockQuality,
    long DiskFreeBytes,
    double? CpuC,
    long UptimeS)
{
    public static GateHealthItem Of(Health health) => new(
        health.Time.Instant,
        health.OutboxDepth,
        health.OutboxOldestSeconds,
        health.OutboxRejected,
        health.OutboxShed,
        health.OutboxOverfull,
        health.ClockQuality,
        health.DiskFreeBytes,
        health.CpuCentiC / 100.0,
        health.UptimeSeconds);
}
