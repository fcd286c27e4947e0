using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>
/// Asks the store for what trends are made of. A day that is over is one record of each stream; its hours are asked for where there is none,
/// where the gate moved during the day (the record has one place only) or some of its hours are excluded, and for the day that is not over.
/// </summary>
public sealed class TrendReader(IRecordStore store, RegistryWatch registry, ExclusionBook exclusions, TimeProvider clock)
{
    private const int HoursOfDay = 24;

    /// <summary>So many parts of the time are asked for together: one is counted while the database reads another.</summary>
    private const int AtOnce = 2;

    /// <summary>
    /// Sums of hours held at a time, if each gate has one stream: of thousands of gates, or where days are made of hours, all of them
    /// would be many.
    /// </summary>
    public int MostHours { get; init; } = 250_000;

    /// <exception cref="StoreException">The database, or the service's own, can't answer.</exception>
    public async Task<TrendFacts> ReadAsync(TrendScope scope, TrendPeriod period, CancellationToken cancellation)
    {
        var (now, current, parts) = (clock.GetUtcNow(), registry.Current, period.Parts());
        var here = current.Gates.Values.Where(scope.EverHeld).ToList();
        var told = new TrendTally(scope, period, parts);
        var byHour = parts.Step == TrendStep.Hour;
        List<RecordSource> sources = byHour ? [] : [.. (await store.SourcesAsync(cancellation)).Where(source => MayLieIn(source.Gate, scope, current))];
        var chunks = parts.InChunks(Math.Max(1, MostHours / AtOnce / Math.Max(1, here.Count) / (byHour ? 1 : HoursOfDay)));
        await Parallel.ForEachAsync(chunks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (some, either) =>
        {
            var sums = await ReadSomeAsync(scope, some, new Gates(current, here, sources), now, either);
            lock (told)
            {
                foreach (var sum in sums)
                    told.Add(sum);
            }
        });

        return new TrendFacts(current, parts, told, now);
    }

    private async Task<IEnumerable<StreamSum>> ReadSomeAsync(TrendScope scope, TrendPeriod parts, Gates gates, DateTimeOffset now, CancellationToken cancellation)
    {
        var excluded = exclusions.Of(parts.Starts[0], parts.EndSeconds);
        var byHours = gates.Here.SelectMany(gate => MovesOf(gate, parts).Select(part => (gate.Id, part))).Concat(ExclusionsOf(excluded, parts)).ToHashSet();
        var aside = gates.Here.SelectMany(gate => RunsOf(parts.Starts.Count, part => byHours.Contains((gate.Id, part)))
            .Select(run => new SummaryPart(parts.Starts[run.First], parts.EndOf(run.Last), [GateCode(gate.Id)])));
        var all = new SummaryPart(parts.Starts[0], parts.EndSeconds, scope.Bounds);
        if (parts.Step == TrendStep.Hour)
            return Counted(await store.SumStreamsAsync(SummarySpan.Hour, [all, .. aside], cancellation));

        var days = (await store.SumStreamsAsync(SummarySpan.Day, [all], cancellation)).Where(day => IsWhole(day, parts, now, byHours, gates.Registry)).ToList();
        var told = days.Select(day => (Source(day), parts.IndexOf(day.StartSeconds))).ToHashSet();
        var hours = await store.SumStreamsAsync(SummarySpan.Hour, [.. Untold(parts, now, gates.Sources, told, scope), .. aside], cancellation);
        return days.Concat(Counted(hours.Where(hour => !told.Contains((Source(hour), parts.IndexOf(hour.StartSeconds))))));

        IEnumerable<StreamSum> Counted(IEnumerable<StreamSum> hours) => hours.Where(hour => !excluded.Holds(hour.Gate.Value, hour.StartSeconds));
    }

    /// <summary>Hours or days in which a gate changed its place, but not with their beginning.</summary>
    private static IEnumerable<int> MovesOf(RegisteredGate gate, TrendPeriod parts)
    {
        for (var i = 1; i < gate.Assignments.Length; i++)
        {
            var part = parts.IndexOf(gate.Assignments[i].From.ToUnixTimeSeconds());
            if (part >= 0 && parts.At(parts.Starts[part]) != gate.Assignments[i].From && gate.Assignments[i].Place != gate.Assignments[i - 1].Place)
                yield return part;
        }
    }

    /// <summary>Of gates that are no longer registered too: what they told is counted.</summary>
    private static IEnumerable<(GateId, int)> ExclusionsOf(ExcludedHours excluded, TrendPeriod parts) =>
        from gate in excluded.Gates
        from span in excluded.Of(gate)
        let first = parts.IndexOf(Math.Max(span.FromSeconds, parts.Starts[0]))
        let last = parts.IndexOf(Math.Min(span.ToSeconds, parts.EndSeconds) - 1)
        from part in Enumerable.Range(first, last - first + 1)
        select (GateId.Parse(gate), part);

    /// <summary>
    /// A gate that follows another time zone has other days, of which only the hours are of use. So has one that moved with the end of
    /// a day of 23 hours: its record is filed where the gate stood 24 hours after the day began.
    /// </summary>
    private static bool IsWhole(StreamSum day, TrendPeriod parts, DateTimeOffset now, HashSet<(GateId, int)> byHours, GateRegistry registry)
    {
        var (part, start) = (parts.IndexOf(day.StartSeconds), day.StartSeconds);
        var stoodThere = registry.Gates.GetValueOrDefault(day.Gate) is not { } gate || gate.At(DateTimeOffset.FromUnixTimeSeconds(start)).Place == day.Place;
        var isDayOfZone = part >= 0 && parts.Starts[part] == start;
        return stoodThere && isDayOfZone && parts.EndOf(part) <= now.ToUnixTimeSeconds() && !byHours.Contains((day.Gate, part));
    }

    private static bool MayLieIn(GateId id, TrendScope scope, GateRegistry registry) =>
        registry.Gates.GetValueOrDefault(id) is not { } gate || scope.EverHeld(gate);

    private static RecordSource Source(StreamSum sum) => new(sum.Gate, sum.Stream);

    private static PlaceCode GateCode(GateId gate) => new(PlaceLevel.Gate, gate.Value);

    /// <summary>
    /// What to ask for hours: each stream's days without a record, days that follow one another together. Where most streams lack the
    /// same, everybody's hours of that time.
    /// </summary>
    private static IEnumerable<SummaryPart> Untold(
        TrendPeriod parts, DateTimeOffset now, List<RecordSource> sources, HashSet<(RecordSource, int)> told, TrendScope scope)
    {
        var over = Enumerable.Range(0, parts.Starts.Count).Count(part => parts.EndOf(part) <= now.ToUnixTimeSeconds());
        if (over < parts.Starts.Count)
            yield return new SummaryPart(parts.Starts[over], parts.EndSeconds, scope.Bounds);
        var runs = sources.SelectMany(source => RunsOf(over, part => !told.Contains((source, part))).Select(run => (Run: run, Source: source)));
        foreach (var alike in runs.GroupBy(run => run.Run, run => run.Source))
        {
            var part = new SummaryPart(parts.Starts[alike.Key.First], parts.EndOf(alike.Key.Last), scope.Bounds);
            IEnumerable<SummaryPart> streams = alike.Count() * 2 > sources.Count
                ? [part]
                : alike.Select(source => part with { Bounds = [.. scope.Bounds, GateCode(source.Gate)], Stream = source.Stream });
            foreach (var stream in streams)
                yield return stream;
        }
    }

    /// <summary>Of so many the stretches that follow one another and are meant.</summary>
    private static IEnumerable<(int First, int Last)> RunsOf(int count, Func<int, bool> isMeant)
    {
        for (var first = 0; first < count; first++)
        {
            var next = first;
            while (next < count && isMeant(next))
                next++;
            if (next > first)
                yield return (first, next - 1);
            first = next;
        }
    }

    /// <param name="Here">Those that ever stood in the scope.</param>
    /// <param name="Sources">Streams that may have told something of it; for days only.</param>
    private sealed record Gates(GateRegistry Registry, List<RegisteredGate> Here, List<RecordSource> Sources);
}
