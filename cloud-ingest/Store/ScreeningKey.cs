using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// A screening's place in the order of all, of whatever gates: by storage time, then by gate, stream and seq, since screenings of
/// several gates may have the same time. No two are equal, so that a list can be gone on with behind any of them.
/// </summary>
/// <param name="TimeNs">Nanoseconds since 1970 UTC.</param>
public sealed record ScreeningKey(long TimeNs, GateId Gate, StreamId Stream, long Seq)
{
    public static readonly IComparer<ScreeningKey> Ascending = Comparer<ScreeningKey>.Create(Compare);

    public static readonly IComparer<ScreeningKey> Descending = Comparer<ScreeningKey>.Create((one, other) => Compare(other, one));

    public static ScreeningKey Of(StoredRecord stored) => new(StorageTime.Of(stored.Record), stored.Gate, stored.Stream, stored.Record.Seq);

    private static int Compare(ScreeningKey one, ScreeningKey other)
    {
        var order = one.TimeNs.CompareTo(other.TimeNs);
        if (order == 0)
            order = string.CompareOrdinal(one.Gate.Value, other.Gate.Value);
        if (order == 0)
            order = one.Stream.Value.CompareTo(other.Stream.Value);
        return order == 0 ? one.Seq.CompareTo(other.Seq) : order;
    }
}
