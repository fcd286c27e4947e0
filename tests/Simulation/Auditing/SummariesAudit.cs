using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Tests.Simulation.Gates;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>A gate's summaries, added up, against its records in the same database: each counted once by hour and once by day.</summary>
internal sealed class SummariesAudit(FindingList findings, SimulatedGate gate, IReadOnlyList<StoredRecord> stored)
{
    private const int SecondsPerHour = 3600;

    private const int SecondsPerDay = 86_400;

    /// <summary>
    /// Seconds of service go to the second that they fall in by the time known when they are counted: what is learned later may
    /// let two of them meet, and a boot that is placed between others may begin up to a minute too early.
    /// </summary>
    private const int MostOverlap = 70;

    public void Run()
    {
        var records = stored.Select(record => record.Record).ToList();
        var wasShed = records.Exists(record => record is GateEvent { Type: GateEventType.Shed });
        var counted = new TallyBook(gate.Zone, (_, _) => null);
        foreach (var record in records)
            counted.Count(record);
        var told = records.OfType<Summary>().GroupBy(summary => (summary.Span, summary.StartSeconds)).ToDictionary(span => span.Key, Sum);
        var expected = counted.Touched.ToDictionary(tally => (tally.Span, tally.StartSeconds), tally => tally.ToRecord());
        foreach (var key in told.Keys.Union(expected.Keys))
        {
            var (have, want) = (told.GetValueOrDefault(key), expected.GetValueOrDefault(key));
            CheckService(have);

            // A copy of a card has copies of open counts; what was dropped for want of space stays counted.
            if (!gate.Truth.HadCardReplaced && !wasShed && Counts(have) != Counts(want))
                findings.Add(FindingKind.WronglyCounted, gate.Id, $"{key}: told {Counts(have)}, stored {Counts(want)}");
        }
    }

    private void CheckService(Summary? told)
    {
        var most = told?.Span == SummarySpan.Hour ? SecondsPerHour : SecondsPerDay;
        if (told is not null && told.InServiceSeconds > most + (gate.Truth.Boots.Count * MostOverlap))
            findings.Add(FindingKind.WronglyCounted, gate.Id, $"{told.Span} {told.StartSeconds}: {told.InServiceSeconds} s in service");
    }

    private static string Counts(Summary? told) => told is null || told.Normal + told.Fever + told.Retry + told.Manual + told.ManualFever
        + told.ManualNormal + told.Inward + told.Outward == 0
        ? "nobody"
        : $"{told.Normal} normal, {told.Fever} fever, {told.Retry} retry, {told.Manual} manual, {told.ManualFever} and {told.ManualNormal} by hand, "
            + $"{told.Inward} in, {told.Outward} out, ambient {told.AmbientCount}: {told.AmbientSumCentiC}, "
            + string.Join(' ', told.Histogram.Filled.Select(bin => $"{bin.Bin}={bin.Count}"));

    private static Summary Sum(IGrouping<(SummarySpan Span, long StartSeconds), Summary> told)
    {
        var bins = told.SelectMany(summary => summary.Histogram.Filled).GroupBy(bin => bin.Bin).Select(bin => (bin.Key, bin.Sum(entry => entry.Count)));
        return new Summary
        {
            Span = told.Key.Span,
            StartSeconds = told.Key.StartSeconds,
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
