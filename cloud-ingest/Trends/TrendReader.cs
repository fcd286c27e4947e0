using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>
/// Asks the store for what trends are made of. A day that is over is one record of each stream; its hours are asked for where there is none,
/// where the gate moved during the day (the record has one place only), and for the day that is not over.
/// </summary>
public sealed class TrendReader(IRecordStore store, RegistryWatch registry, TimeProvider clock)
{
    /// <summary>Streams that lack the same days; of more than these everybody's hours of that time are read at once.</summary>
    private const int MostAlike = 8;

    /// <exception cref="StoreException">The database can't answer.</exception>
    public async Task<TrendFacts> ReadAsync(TrendScope scope, TrendPeriod period, CancellationToken cancellation)
    {
        var (now, current, parts) = (clock.GetUtcNow(), registry.Current, period.Parts());
        var moves = current.Gates.Values.Where(scope.EverHeld).SelectMany(gate => MovesOf(gate, parts)).ToHashSet();
        var moved = moves.Select(move => new SummaryPart(parts.Starts[move.Part], parts.EndOf(move.Part), [GateCode(move.Gate)]));
        var all = new SummaryPart(parts.Starts[0], parts.EndSeconds, scope.Bounds);
        if (parts.Step == TrendStep.Hour)
            return new TrendFacts(current, parts, await store.SumStreamsAsync(SummarySpan.Hour, [all, .. moved], cancellation), now);

        var days = (await store.SumStreamsAsync(SummarySpan.Day, [all], cancellation)).Where(day => IsWhole(day, parts, now, moves)).ToList();
        var told = days.Select(day => (Source(day), parts.IndexOf(day.Sum.StartSeconds))).ToHashSet();
        var sources = (await store.SourcesAsync(cancellation)).Where(source => MayLieIn(source.Gate, scope, current)).ToList();
        var hours = await store.SumStreamsAsync(SummarySpan.Hour, [.. Untold(parts, now, sources, told, scope), .. moved], cancellation);
        return new TrendFacts(current, parts, [.. days, .. hours.Where(hour => !told.Contains((Source(hour), parts.IndexOf(hour.Sum.StartSeconds))))], now);
    }

    /// <summary>Hours or days in which a gate changed its place, but not with their beginning.</summary>
    private static IEnumerable<(GateId Gate, int Part)> MovesOf(RegisteredGate gate, TrendPeriod parts)
    {
        for (var i = 1; i < gate.Assignments.Length; i++)
        {
            var seconds = gate.Assignments[i].From.ToUnixTimeSeconds();
            var part = parts.IndexOf(seconds);
            if (part >= 0 && parts.At(parts.Starts[part]) != gate.Assignments[i].From && gate.Assignments[i].Place != gate.Assignments[i - 1].Place)
                yield return (gate.Id, part);
        }
    }

    /// <summary>A gate that follows another time zone has other days, of which only the hours are of use.</summary>
    private static bool IsWhole(StreamSum day, TrendPeriod parts, DateTimeOffset now, HashSet<(GateId, int)> moves)
    {
        var part = parts.IndexOf(day.Sum.StartSeconds);
        return part >= 0 && parts.Starts[part] == day.Sum.StartSeconds && parts.EndOf(part) <= now.ToUnixTimeSeconds() && !moves.Contains((day.Gate, part));
    }

    private static bool MayLieIn(GateId id, TrendScope scope, GateRegistry registry) =>
        registry.Gates.GetValueOrDefault(id) is not { } gate || scope.EverHeld(gate);

    private static RecordSource Source(StreamSum sum) => new(sum.Gate, sum.Stream);

    private static PlaceCode GateCode(GateId gate) => new(PlaceLevel.Gate, gate.Value);

    /// <summary>What to ask for hours: each stream's days without a record, days that follow one another together.</summary>
    private static IEnumerable<SummaryPart> Untold(
        TrendPeriod parts, DateTimeOffset now, IReadOnlyList<RecordSource> sources, HashSet<(RecordSource, int)> told, TrendScope scope)
    {
        var over = Enumerable.Range(0, parts.Starts.Count).Count(part => parts.EndOf(part) <= now.ToUnixTimeSeconds());
        if (over < parts.Starts.Count)
            yield return new SummaryPart(parts.Starts[over], parts.EndSeconds, scope.Bounds);
        foreach (var alike in sources.SelectMany(source => RunsOf(source, over, told)).GroupBy(run => (run.First, run.Last), run => run.Source))
        {
            var part = new SummaryPart(parts.Starts[alike.Key.First], parts.EndOf(alike.Key.Last), scope.Bounds);
            IEnumerable<SummaryPart> streams = alike.Count() > MostAlike
                ? [part]
                : alike.Select(source => part with { Bounds = [.. scope.Bounds, GateCode(source.Gate)], Stream = source.Stream });
            foreach (var stream in streams)
                yield return stream;
        }
    }

    private static IEnumerable<(int First, int Last, RecordSource Source)> RunsOf(RecordSource source, int over, HashSet<(RecordSource, int)> told)
    {
        for (var first = 0; first < over; first++)
        {
            var next = first;
            while (next < over && !told.Contains((source, next)))
                next++;
            if (next > first)
                yield return (first, next - 1, source);
            first = next;
        }
    }
}
