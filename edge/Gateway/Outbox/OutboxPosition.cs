namespace Checkpoint.Gateway.Outbox;

/// <summary>A place in the outbox: streams in the order in which they were begun, then seqs.</summary>
/// <param name="StreamPlace">From 1, in this outbox only.</param>
public readonly record struct OutboxPosition(int StreamPlace, long Seq) : IComparable<OutboxPosition>
{
    /// <summary>Before everything.</summary>
    public static readonly OutboxPosition Start;

    public int CompareTo(OutboxPosition other) =>
        StreamPlace != other.StreamPlace ? StreamPlace.CompareTo(other.StreamPlace) : Seq.CompareTo(other.Seq);

    public static bool operator <(OutboxPosition left, OutboxPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(OutboxPosition left, OutboxPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(OutboxPosition left, OutboxPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(OutboxPosition left, OutboxPosition right) => left.CompareTo(right) >= 0;

    public static OutboxPosition Min(OutboxPosition left, OutboxPosition right) => left < right ? left : right;
}
