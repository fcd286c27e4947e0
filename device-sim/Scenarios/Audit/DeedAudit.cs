using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>What people did at one gate's buttons, barrier and door, against its events. Pure.</summary>
internal sealed class DeedAudit(GateTruth truth, AuditLimits limits)
{
    /// <summary>Repeats of an event within a minute are one event, which is told when the minute is over.</summary>
    private const long FoldingMicroseconds = 60_000_000;

    private readonly List<AuditFinding> _findings = [];

    private long Slack => (long)limits.Slack.TotalMicroseconds;

    /// <param name="pairs">Which screening is whose attempt.</param>
    public List<AuditFinding> Run(IReadOnlyList<StoredRecord> stored, IReadOnlyDictionary<AttemptEnded, StoredRecord> pairs)
    {
        if (!limits.ComparesPeople)
            return _findings;
        CompareVerdicts([.. stored.Where(IsVerdict)], pairs);
        foreach (var (answer, _) in truth.Releases.Where(release => release.Answer.IsOpen && !release.AllNormal))
            Find(AuditFault.BarrierUnexplained, $"{answer}");
        CompareDoors([.. stored.Select(record => record.Record).OfType<GateEvent>().Where(happened => happened.Type == GateEventType.DoorForced)]);
        return _findings;
    }

    private static bool IsVerdict(StoredRecord record) =>
        record.Record is GateEvent { Type: GateEventType.ManualNormal or GateEventType.ManualFever };

    private static bool Tells(StoredRecord told, VerdictPressed verdict, StoredRecord screening) =>
        told.Stream == screening.Stream
        && told.Record is GateEvent happened
        && happened.ScreeningSeq == screening.Record.Seq
        && happened.Type == (verdict.IsFever ? GateEventType.ManualFever : GateEventType.ManualNormal);

    private void CompareVerdicts(List<StoredRecord> told, IReadOnlyDictionary<AttemptEnded, StoredRecord> pairs)
    {
        foreach (var (verdict, attempt) in truth.Verdicts)
        {
            var screening = pairs.GetValueOrDefault(attempt);
            var joined = screening is null ? -1 : told.FindIndex(record => Tells(record, verdict, screening));
            if (joined >= 0)
                told.RemoveAt(joined);
            else if (!truth.IsInterrupted(verdict.AtMicroseconds, Slack))
                Find(AuditFault.VerdictMisjoined, $"{verdict} after {screening?.Record}");
        }

        foreach (var record in told.Where(record => !truth.IsInterrupted(record.Record.Time.Microseconds, Slack)))
            Find(AuditFault.VerdictMisjoined, $"nobody pressed: {record.Record}");
    }

    private void CompareDoors(List<GateEvent> told)
    {
        foreach (var happened in told.Where(happened => !truth.ForcedDoors.Exists(forced => Tells(happened, forced))))
        {
            if (!truth.IsInterrupted(happened.Time.Microseconds, Slack))
                Find(AuditFault.DoorUnexplained, $"nobody forced it: {happened}");
        }

        foreach (var forced in truth.ForcedDoors.Where(forced => forced.IsQuiet && !told.Exists(happened => Tells(happened, forced))))
        {
            // A process that was killed within the minute took its counted repeats with it.
            if (!truth.IsInterrupted(forced.AtMicroseconds, Slack + FoldingMicroseconds))
                Find(AuditFault.DoorUnexplained, $"no event tells of {forced}");
        }
    }

    private bool Tells(GateEvent happened, DoorForcedOpen forced) =>
        happened.Time.Microseconds >= forced.AtMicroseconds - Slack
        && happened.Time.Microseconds <= forced.AtMicroseconds + FoldingMicroseconds + Slack;

    private void Find(AuditFault fault, string detail) => _findings.Add(new AuditFinding(fault, truth.Gate, detail));
}
