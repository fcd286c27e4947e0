using System.Collections.Concurrent;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>What this process has seen of a gate since it started.</summary>
/// <param name="MadeThrough">Highest seq that the gate said it has made in its stream.</param>
/// <param name="StoredRecords">Stored by this process, those sent again included.</param>
public sealed record SeenGate(
    DateTimeOffset LastSeen, StreamId? Stream, long MadeThrough, DateTimeOffset? LastAck, long StoredRecords, string? Software)
{
    /// <summary>The newest by its own time; null: none yet.</summary>
    public Health? Health { get; init; }

    /// <summary>Of its stream, stored by this process: the highest, ascending.</summary>
    internal List<SeqRange> StoredSeqs { get; init; } = [];
}

/// <summary>
/// Last sight of each registered gate, learned anew after each start. One entry a gate of the registry, no other: its size
/// is bounded by the registry's. Safe to call from any thread.
/// </summary>
public sealed class GateWatch(TimeProvider clock)
{
    /// <summary>Of one gate's stored seqs; those below are forgotten, and no longer known when they come again.</summary>
    private const int MostRanges = 16;

    private readonly ConcurrentDictionary<GateId, SeenGate> _gates = [];

    public SeenGate? Find(GateId gate) => _gates.GetValueOrDefault(gate);

    public void Forget(GateRegistry registry)
    {
        foreach (var gate in _gates.Keys.Where(gate => !registry.Gates.ContainsKey(gate)))
            _gates.TryRemove(gate, out _);
    }

    internal void Saw(GateId gate, StreamId stream, long madeThrough, string? software = null)
    {
        var now = clock.GetUtcNow();
        _gates.AddOrUpdate(
            gate,
            static (_, news) => new SeenGate(news.now, news.stream, news.madeThrough, null, 0, news.software),
            static (_, seen, news) => seen with
            {
                LastSeen = news.now,
                Stream = news.stream,
                MadeThrough = seen.Stream == news.stream ? Math.Max(seen.MadeThrough, news.madeThrough) : news.madeThrough,
                StoredSeqs = seen.Stream == news.stream ? seen.StoredSeqs : [],
                Software = news.software ?? seen.Software,
            },
            (now, stream, madeThrough, software));
    }

    /// <summary>Keeps what the gate says of itself; an older word, sent late, changes nothing.</summary>
    internal void Heard(GateId gate, Health health)
    {
        while (_gates.TryGetValue(gate, out var seen) && (seen.Health is not { } known || known.Time.Microseconds < health.Time.Microseconds)
            && !_gates.TryUpdate(gate, seen with { Health = health }, seen))
        {
        }
    }

    /// <param name="ranges">Ascending and apart.</param>
    /// <returns>How many of them this process had stored before.</returns>
    internal long Stored(GateId gate, StreamId stream, IReadOnlyList<SeqRange> ranges)
    {
        var records = SeqRanges.Count(ranges);
        while (_gates.TryGetValue(gate, out var seen))
        {
            var isCurrent = seen.Stream == stream;
            var known = isCurrent ? SeqRanges.Union([.. seen.StoredSeqs, .. ranges]) : seen.StoredSeqs;
            var fresh = isCurrent ? SeqRanges.Count(SeqRanges.Except(ranges, seen.StoredSeqs)) : records;
            var after = seen with
            {
                LastAck = clock.GetUtcNow(),
                StoredRecords = seen.StoredRecords + records,
                StoredSeqs = known.Count > MostRanges ? known[^MostRanges..] : known,
            };
            if (_gates.TryUpdate(gate, after, seen))
                return records - fresh;
        }

        return 0;
    }
}
