using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Tests.Simulation.Gates;
using Checkpoint.Tests.Simulation.Plans;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>
/// A gate's summaries, added up, against its records in the same database: each is counted in one hour, and where a stream has
/// told a day after its end, that day counts what the stream's hours do.
/// </summary>
internal sealed class SummariesAudit(FindingList findings, SimulatedGate gate, IReadOnlyList<StoredRecord> stored)
{
    private const int SecondsPerHour = 3600;

    private const int SecondsPerDay = 86_400;

    /// <summary>
    /// Seconds of service go to the second that they fall in by the time known when they are counted: what is learned later may
    /// let two of them meet, and a boot that is placed between others may begin up to a minute too early.
    /// </summary>
    private const int MostOverlap = 70;

    /// <summary>
    /// Of each run the seconds after its last minute may not be counted, nor, where the disk failed in that minute, those of the one
    /// before; and it takes a while to begin. Where the disk takes nothing they are told with the next minute that it takes.
    /// </summary>
    private const int MostUncounted = 150;

    /// <summary>Between looks at the time in service.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public void Run()
    {
        var records = stored.Select(record => record.Record).ToList();
        var wasShed = records.Exists(record => record is GateEvent { Type: GateEventType.Shed });
        var counted = new TallyBook(gate.Zone, (_, _) => null);
        foreach (var record in records)
            counted.Count(record);
        var told = records.OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour)
            .GroupBy(summary => summary.StartSeconds).ToDictionary(hour => hour.Key, hour => Sum(SummarySpan.Hour, hour.Key, hour));
        var expected = counted.Touched.Where(tally => tally.Span == SummarySpan.Hour)
            .ToDictionary(tally => tally.StartSeconds, tally => tally.ToRecord());
        foreach (var key in told.Keys.Union(expected.Keys))
        {
            var (have, want) = (told.GetValueOrDefault(key), expected.GetValueOrDefault(key));
            CheckService(have);

            // What went with a card was counted or not; what was dropped for want of space stays counted.
            if (!gate.Truth.HadCardReplaced && !wasShed && Counts(have) != Counts(want))
                findings.Add(FindingKind.WronglyCounted, gate.Id, $"{key}: told {Counts(have)}, stored {Counts(want)}");
        }

        if (wasShed)
            return;
        CheckDays();
        if (gate.Truth.HadCardReplaced)
            CheckCopies([.. told.Values], [.. expected.Values]);
        else
            CheckLeastService(told.Values.Sum(hour => (long)hour.InServiceSeconds));
    }

    /// <summary>A gate in the simulation is in service whenever its program runs. What is told of the present hour is not complete.</summary>
    private void CheckLeastService(long told)
    {
        var now = (gate.World.Epoch + gate.World.Loop.Now) / 1_000_000;
        var end = gate.Zone.StartOf(SummarySpan.Hour, now - (4 * MostUncounted));
        var least = gate.Truth.Records.Where(made => made.Promise == Promise.Kept).GroupBy(made => made.RunBegan / 1_000_000)
            .Sum(run => Math.Max(0, Math.Min(end, LastCounted(run) / 1_000_000) - run.Key - MostUncounted));
        if (told < least)
            findings.Add(FindingKind.WronglyCounted, gate.Id, $"all hours: {told} s in service, it was so for {least} s at least");
    }

    /// <summary>The last moment of a run, or when the disk began to take nothing, if that was so to within a minute of it.</summary>
    private long LastCounted(IEnumerable<MadeRecordTruth> run)
    {
        var last = run.Max(made => made.TrueMicroseconds);
        var ended = TimeSpan.FromMicroseconds(last - gate.World.Epoch);
        return gate.World.Plan.Faults.Where(fault => fault.Kind is >= FaultKind.DiskFull and <= FaultKind.DiskSyncsFail && gate.World.GateOf(fault) == gate)
            .Where(fault => fault.From < ended && fault.From + fault.Duration > ended - Minute)
            .Select(fault => (long)fault.From.TotalMicroseconds + gate.World.Epoch).Append(last).Min();
    }

    /// <summary>However many copies of a card there were: no more is counted than was made, and no screening for two of them.</summary>
    private void CheckCopies(IReadOnlyList<Summary> told, IReadOnlyList<Summary> stored)
    {
        var gone = new TallyBook(gate.Zone, (_, _) => null);
        foreach (var made in gate.Truth.Records.Where(made => made.Promise is Promise.GoneWithCard or Promise.Undecided))
            gone.Count(made.Record with { Time = new RecordTime(made.TrueMicroseconds, 1) });
        var (have, most) = (Sum(SummarySpan.Hour, 0, told), Sum(SummarySpan.Hour, 0, stored.Concat(gone.Touched
            .Where(tally => tally.Span == SummarySpan.Hour).Select(tally => tally.ToRecord()))));
        if (CountsOf(have).Zip(CountsOf(most)).Any(counts => counts.First > counts.Second))
            findings.Add(FindingKind.WronglyCounted, gate.Id, $"all hours: told {Counts(have)}, made at most {Counts(most)}");
    }

    private static int[] CountsOf(Summary told) =>
        [told.Normal, told.Fever, told.Retry, told.Manual, told.ManualFever, told.ManualNormal, told.Inward, told.Outward, told.AmbientCount];

    private void CheckDays()
    {
        foreach (var day in Summaries(SummarySpan.Day).GroupBy(row => (row.Stream, row.Summary.StartSeconds)))
        {
            var end = gate.Zone.EndOf(SummarySpan.Day, day.Key.StartSeconds);
            var have = Sum(SummarySpan.Day, day.Key.StartSeconds, day.Select(row => row.Summary));
            CheckService(have);
            if (day.Any(row => row.Summary.Time.Microseconds / 1_000_000 < end))
                findings.Add(FindingKind.WronglyCounted, gate.Id, $"day {day.Key} was told before its end");
            var want = Sum(SummarySpan.Day, day.Key.StartSeconds, Summaries(SummarySpan.Hour)
                .Where(row => row.Stream == day.Key.Stream && gate.Zone.StartOf(SummarySpan.Day, row.Summary.StartSeconds) == day.Key.StartSeconds)
                .Select(row => row.Summary));
            if (Counts(have) != Counts(want) || have.InServiceSeconds != want.InServiceSeconds)
            {
                findings.Add(
                    FindingKind.WronglyCounted,
                    gate.Id,
                    $"day {day.Key}: {Counts(have)} in {have.InServiceSeconds} s, its hours {Counts(want)} in {want.InServiceSeconds} s");
            }
        }
    }

    private IEnumerable<(StreamId Stream, Summary Summary)> Summaries(SummarySpan span) => stored
        .Where(row => row.Record is Summary summary && summary.Span == span).Select(row => (row.Stream, (Summary)row.Record));

    private void CheckService(Summary? told)
    {
        var most = told?.Span == SummarySpan.Hour ? SecondsPerHour : SecondsPerDay;
        if (told is not null && told.InServiceSeconds > most + (gate.Truth.Boots.Count * MostOverlap) + Copied())
            findings.Add(FindingKind.WronglyCounted, gate.Id, $"{told.Span} {told.StartSeconds}: {told.InServiceSeconds} s in service");
    }

    /// <summary>Seconds of boots without the time, which each copy of a card places elsewhere, and tells.</summary>
    private long Copied() => gate.Truth.HadCardReplaced
        ? gate.Truth.Boots.Where(boot => !boot.KnewTime).Sum(boot => (Math.Min(boot.To, gate.World.Loop.Now) - boot.From) / 1_000_000)
        : 0;

    private static string Counts(Summary? told) => told is null || told.Normal + told.Fever + told.Retry + told.Manual + told.ManualFever
        + told.ManualNormal + told.Inward + told.Outward == 0
        ? "nobody"
        : $"{told.Normal} normal, {told.Fever} fever, {told.Retry} retry, {told.Manual} manual, {told.ManualFever} and {told.ManualNormal} by hand, "
            + $"{told.Inward} in, {told.Outward} out, ambient {told.AmbientCount}: {told.AmbientSumCentiC}, "
            + string.Join(' ', told.Histogram.Filled.Select(bin => $"{bin.Bin}={bin.Count}"));

    private static Summary Sum(SummarySpan span, long startSeconds, IEnumerable<Summary> summaries)
    {
        var told = summaries.ToList();
        var bins = told.SelectMany(summary => summary.Histogram.Filled).GroupBy(bin => bin.Bin).Select(bin => (bin.Key, bin.Sum(entry => entry.Count)));
        return new Summary
        {
            Span = span,
            StartSeconds = startSeconds,
            Normal = told.Sum(summary => summary.Normal),
            Fever = told.Sum(summary => summary.Fever),
            Retry = told.Sum(summary => summary.Retry),
            Manual = told.Sum(summary => summary.Manual),
            ManualFever = told.Sum(summary => summary.ManualFever),
            ManualNormal = told.Sum(summary => summary.ManualNormal),
            Inward = told.Sum(summary => summary.Inward),
            Outward = told.Sum(summary => summary.Outward),
            InServiceSeconds = told.Sum(summary => summary.InServiceSeconds),
            AmbientCount = told.Sum(summary => summary.AmbientCount),
            AmbientSumCentiC = told.Sum(summary => summary.AmbientSumCentiC),
            Histogram = BodyHistogram.From(bins),
        };
    }
}
