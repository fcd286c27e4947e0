using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>The ledger of one gate against its truth.</summary>
/// <param name="Made">Records up to the gate's own last word, in all streams.</param>
/// <param name="Stored">Distinct records in the database.</param>
/// <param name="Findings">Empty when all is well.</param>
public sealed record GateAudit(
    GateId Gate, long Made, long Stored, int Visits, int Screenings, int Passages, int Fevers, IReadOnlyList<AuditFinding> Findings)
{
    /// <param name="stored">All that the database has of this gate.</param>
    /// <param name="madeThrough">Highest seq made in each stream, by the gate's own word at the end.</param>
    public static GateAudit Of(
        GateTruth truth,
        IReadOnlyList<StoredRecord> stored,
        IReadOnlyDictionary<StreamId, long> madeThrough,
        AuditLimits limits)
    {
        var screenings = stored.Select(record => record.Record).OfType<Screening>().ToList();
        var (records, world) = (new RecordAudit(truth, limits), new WorldAudit(truth, limits));
        var differences = records.Run(stored, madeThrough);
        StoredRecord[] inTruth = [.. stored.Select(record => AtItsTrueTime(record, records.TrueTimes))];
        IReadOnlyList<AuditFinding> findings =
        [
            .. differences,
            .. world.Run(inTruth),
            .. new DeedAudit(truth, limits).Run(inTruth, world.Pairs),
        ];
        return new GateAudit(
            truth.Gate,
            madeThrough.Values.Sum(),
            stored.DistinctBy(record => (record.Stream, record.Record.Seq)).LongCount(),
            truth.Visits,
            screenings.Count,
            stored.Count(record => record.Record is Passage),
            screenings.Count(screening => screening.Outcome == ScreeningOutcome.Fever),
            findings);
    }

    /// <summary>So that a wrong time is found once, and people are still told apart.</summary>
    private static StoredRecord AtItsTrueTime(StoredRecord stored, IReadOnlyDictionary<(StreamId, long), long> trueTimes) =>
        trueTimes.TryGetValue((stored.Stream, stored.Record.Seq), out var at)
            ? stored with { Record = stored.Record with { Time = stored.Record.Time with { Microseconds = at } } }
            : stored;
}
