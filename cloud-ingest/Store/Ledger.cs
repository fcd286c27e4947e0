using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>The balance of every stream, drawn up from the database alone. An audit: it reads the seqs of all records.</summary>
public static class Ledger
{
    /// <summary>Ranges that an entry lists; the counts are whole.</summary>
    public const int MaxListed = 100;

    /// <summary>Entries of a gate, one a stream.</summary>
    /// <param name="madeThrough">What is known of a stream's highest seq from elsewhere; 0 if nothing.</param>
    /// <exception cref="StoreException">The database can't answer.</exception>
    public static async Task<IReadOnlyList<LedgerEntry>> OfGateAsync(
        IRecordStore store, GateId gate, Func<StreamId, long> madeThrough, CancellationToken cancellation)
    {
        var streams = await store.StreamsAsync(gate, cancellation);
        var lists = new List<(GateEventType Type, SeqListDetail List)>();
        foreach (var stream in streams)
        {
            var events = await store.EventsAsync(gate, stream, [GateEventType.Shed, GateEventType.Rejected], cancellation);
            lists.AddRange(events.Select(listed => (listed.Type, List: SeqListDetail.TryParse(listed.Detail)))
                .Where(listed => listed.List is not null).Select(listed => (listed.Type, listed.List!)));
        }

        var entries = new List<LedgerEntry>();
        foreach (var stream in streams)
        {
            var tally = await store.TallyAsync(gate, stream, cancellation);
            var shed = SeqsOf(lists, GateEventType.Shed, stream);
            var rejected = SeqsOf(lists, GateEventType.Rejected, stream);
            entries.Add(Balance(gate, stream, tally, shed, rejected, madeThrough(stream)));
        }

        return entries;
    }

    /// <summary>Stored beats rejected, and rejected beats shed.</summary>
    internal static LedgerEntry Balance(
        GateId gate, StreamId stream, SeqTally stored, List<SeqRange> shed, List<SeqRange> rejected, long madeThrough)
    {
        long[] accounted = [stored.Max, .. shed.TakeLast(1).Select(range => range.Last), .. rejected.TakeLast(1).Select(range => range.Last)];
        var absent = stored.Missing(accounted.Max()).ToList();
        var unrejected = SeqRanges.Except(absent, rejected);
        var missing = SeqRanges.Except(unrejected, shed);
        var through = Math.Max(accounted.Max(), madeThrough);
        return new LedgerEntry(
            gate,
            stream,
            through,
            stored.Count,
            through - accounted.Max(),
            SeqRanges.Count(missing),
            [.. missing.Take(MaxListed)],
            stored.Doubled.Count,
            [.. SeqRange.Cover(stored.Doubled).Take(MaxListed)],
            SeqRanges.Count(unrejected) - SeqRanges.Count(missing),
            SeqRanges.Count(absent) - SeqRanges.Count(unrejected));
    }

    private static List<SeqRange> SeqsOf(List<(GateEventType Type, SeqListDetail List)> lists, GateEventType type, StreamId stream) =>
        SeqRanges.Union(lists.Where(listed => listed.Type == type && listed.List.Stream == stream).SelectMany(listed => listed.List.Seqs));
}
