using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>The screenings of one gate against the people who were there and what the chip's registers said. Pure.</summary>
internal sealed class WorldAudit(GateTruth truth, AuditLimits limits)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<AttemptEnded, StoredRecord> _pairs = new(ReferenceEqualityComparer.Instance);

    /// <summary>Which screening is whose attempt, once it has run.</summary>
    public IReadOnlyDictionary<AttemptEnded, StoredRecord> Pairs => _pairs;

    public List<AuditFinding> Run(IReadOnlyList<StoredRecord> stored)
    {
        var screenings = stored.Where(record => record.Record is Screening).OrderBy(record => record.Record.Time.Microseconds).ToList();
        foreach (var screening in screenings)
            Explain((Screening)screening.Record);
        ExplainVerdicts(stored);
        if (limits.ComparesPeople)
            Pair(screenings, [.. truth.Attempts.OrderBy(attempt => attempt.PresentFromMicroseconds)]);
        CompareSummaries([.. stored.Select(record => record.Record)]);
        return _findings;
    }

    /// <summary>Each attempt has one screening, each screening its attempt; killed processes leave neither or either.</summary>
    private void Pair(List<StoredRecord> screenings, List<AttemptEnded> attempts)
    {
        var unpaired = new HashSet<StoredRecord>(screenings);
        var next = 0;
        foreach (var attempt in attempts)
        {
            while (next < screenings.Count && screenings[next].Record.Time.Microseconds < attempt.PresentFromMicroseconds - Slack)
                next++;
            if (next < screenings.Count && screenings[next].Record.Time.Microseconds <= attempt.AtMicroseconds + Slack)
            {
                Compare((Screening)screenings[next].Record, attempt);
                _pairs.Add(attempt, screenings[next]);
                unpaired.Remove(screenings[next++]);
            }
            else if (attempt.Lamp is not null && !truth.IsInterrupted(attempt.AtMicroseconds, Slack))
            {
                Find(AuditFault.AttemptWithoutScreening, $"visit {attempt.Visit}, attempt {attempt.Attempt}: {attempt.Lamp}");
            }
        }

        foreach (var screening in unpaired.Where(screening => !truth.IsInterrupted(screening.Record.Time.Microseconds, Slack)))
            Find(AuditFault.ScreeningWithoutAttempt, $"{screening.Record}");
    }

    private long Slack => (long)limits.Slack.TotalMicroseconds;

    private void Compare(Screening screening, AttemptEnded attempt)
    {
        if (attempt.Lamp is { } lamp && lamp != screening.Outcome)
            Find(AuditFault.OutcomeUnexplained, $"the lamps said {lamp}: {screening}");
        if (screening.SurfaceCentiC is { } surface
            && (attempt.ObjectReads == 0
                || surface < CentiC(attempt.MinObjectWord) - limits.SurfaceErrorCentiC
                || surface > CentiC(attempt.MaxObjectWord) + limits.SurfaceErrorCentiC))
        {
            Find(
                AuditFault.SurfaceNeverServed,
                $"served {CentiC(attempt.MinObjectWord)} to {CentiC(attempt.MaxObjectWord)}: {screening}");
        }
    }

    private void Explain(Screening screening)
    {
        var explained = screening.Outcome switch
        {
            ScreeningOutcome.Normal => screening.BodyCentiC < screening.ThresholdCentiC,
            ScreeningOutcome.Fever => screening.BodyCentiC >= screening.ThresholdCentiC && screening.FirstSeq is not null,
            _ => screening.Reason != ScreeningReason.None,
        };
        if (!explained)
            Find(AuditFault.OutcomeUnexplained, $"{screening}");
    }

    private void ExplainVerdicts(IReadOnlyList<StoredRecord> stored)
    {
        var waiting = stored.Where(record => record.Record is Screening { Outcome: ScreeningOutcome.Fever or ScreeningOutcome.Manual })
            .Select(record => (record.Stream, record.Record.Seq)).ToHashSet();
        foreach (var (stream, record) in stored)
        {
            if (record is GateEvent { ScreeningSeq: { } screening } && !waiting.Contains((stream, screening)))
                Find(AuditFault.VerdictUnexplained, $"{record}");
        }
    }

    /// <summary>Summaries follow the records, so they may count fewer, never more.</summary>
    private void CompareSummaries(IReadOnlyList<GateRecord> records)
    {
        var worked = records.Where(record => !record.Maintenance).ToList();
        var screenings = worked.OfType<Screening>().Count();
        var fevers = worked.OfType<GateEvent>().Where(happening => happening.Type == GateEventType.ManualFever).Sum(happening => happening.Count);
        var normals = worked.OfType<GateEvent>().Where(happening => happening.Type == GateEventType.ManualNormal).Sum(happening => happening.Count);
        foreach (var span in records.OfType<Summary>().GroupBy(summary => summary.Span))
        {
            Bound(span, "screenings", screenings, summary => summary.Normal + summary.Fever + summary.Retry + summary.Manual);
            Bound(span, "manual fevers", fevers, summary => summary.ManualFever);
            Bound(span, "manual normals", normals, summary => summary.ManualNormal);
        }
    }

    private void Bound(IGrouping<SummarySpan, Summary> span, string what, int recorded, Func<Summary, int> count)
    {
        var counted = span.Sum(count);
        if (counted > recorded)
            Find(AuditFault.SummaryExceedsRecords, $"{WireName.Of(span.Key)}, {what}: {counted} counted, {recorded} recorded");
    }

    /// <summary>0.02 K a step (MLX90614 datasheet).</summary>
    private static int CentiC(int word) => word * 2 - 27315;

    private void Find(AuditFault fault, string detail) => _findings.Add(new AuditFinding(fault, truth.Gate, detail));
}
