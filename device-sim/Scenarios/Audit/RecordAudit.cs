using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>Every record of one gate in the database against what the gate promised. Pure.</summary>
internal sealed class RecordAudit(GateTruth truth, AuditLimits limits)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<(StreamId, long), long> _trueTimes = [];

    /// <summary>When each stored record of the simulator's was truly made, microseconds since 1970 UTC, once it has run.</summary>
    public IReadOnlyDictionary<(StreamId Stream, long Seq), long> TrueTimes => _trueTimes;

    /// <param name="stored">All that the database has of this gate.</param>
    /// <param name="madeThrough">Highest seq made in each stream, by the gate's own word at the end.</param>
    public List<AuditFinding> Run(IReadOnlyList<StoredRecord> stored, IReadOnlyDictionary<StreamId, long> madeThrough)
    {
        var known = new Dictionary<(StreamId, long), GateRecord>();
        foreach (var record in stored.Where(record => !known.TryAdd((record.Stream, record.Record.Seq), record.Record)))
            Find(AuditFault.Doubled, record.Stream, record.Record.Seq, "");
        foreach (var (identity, made) in truth.Made)
        {
            if (known.TryGetValue(identity, out var record))
                Compare(identity.Stream, record, made);
            else
                Find(AuditFault.Missing, identity.Stream, identity.Seq, $"{made.Record}");
        }

        FindGaps(known.Keys, madeThrough);
        ClaimUndecided(stored.Where(record => !truth.Made.ContainsKey((record.Stream, record.Record.Seq))));
        return _findings;
    }

    private void Compare(StreamId stream, GateRecord stored, TimedRecord made)
    {
        if (Content(stored) != Content(made.Record))
            Find(AuditFault.Different, stream, stored.Seq, $"made {made.Record}, stored {stored}");
        _trueTimes[(stream, stored.Seq)] = made.TrueMicroseconds;
        var error = Math.Abs(stored.Time.Microseconds - made.TrueMicroseconds);
        if (error > stored.Time.ErrorMicroseconds || (error > limits.TimeError.TotalMicroseconds && !MayBeFarOff(stored.Time)))
            Find(AuditFault.WronglyTimed, stream, stored.Seq, $"{error} µs off, admits {stored.Time.ErrorMicroseconds} µs");
    }

    private bool MayBeFarOff(RecordTime time) => time.ErrorMicroseconds > limits.AdmittedBeyond?.TotalMicroseconds;

    /// <summary>Also finds what did not pass the simulator's tap: the gate's own summaries, health and events.</summary>
    private void FindGaps(IEnumerable<(StreamId Stream, long Seq)> known, IReadOnlyDictionary<StreamId, long> madeThrough)
    {
        var seqs = known.ToLookup(identity => identity.Stream, identity => identity.Seq);
        foreach (var (stream, through) in madeThrough)
        {
            long next = 1;
            foreach (var range in SeqRange.Cover(seqs[stream]).Append(new SeqRange(through + 1, through + 1)))
            {
                if (range.First > next && !truth.Made.ContainsKey((stream, next)))
                    Find(AuditFault.Missing, stream, next, $"nothing stored from here to {range.First - 1}", range.First - next);
                next = range.Last + 1;
            }
        }
    }

    /// <summary>
    /// What is stored beyond the gate's promises must be its own bookkeeping, or something that a killed process was just
    /// about to promise.
    /// </summary>
    private void ClaimUndecided(IEnumerable<StoredRecord> unpromised)
    {
        var undecided = truth.Undecided.ToList();
        foreach (var (stream, record) in unpromised)
        {
            // Many look alike (a passage outward has nothing of its own): the nearest in time is the one.
            var candidates = undecided.Where(candidate => Content(candidate.Record) == Content(record)).ToList();
            if (candidates.Count > 0)
            {
                var claimed = candidates.MinBy(candidate => Math.Abs(candidate.TrueMicroseconds - record.Time.Microseconds))!;
                Compare(stream, record, claimed with { Record = record });
                undecided.Remove(claimed);
            }
            else if (record is Screening or Passage)
            {
                Find(AuditFault.NeverMade, stream, record.Seq, $"{record}");
            }
        }
    }

    private void Find(AuditFault fault, StreamId stream, long seq, string detail, long records = 1) =>
        _findings.Add(new AuditFinding(fault, truth.Gate, $"{stream}/{seq} {detail}") { Records = records });

    /// <summary>All but identity and time, which are compared on their own.</summary>
    private static GateRecord Content(GateRecord record) => record with { Seq = 0, Time = RecordTime.Unknown };
}
