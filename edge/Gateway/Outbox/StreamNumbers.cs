using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What the numbers of a stream can be: SQLite notices no byte that turns over within a value, and by a wrong one seqs would be given
/// again, or billions of records be missed that nobody has made.
/// </summary>
/// <param name="fileBytes">Of the file that they are from, its log included.</param>
internal sealed class StreamNumbers(long fileBytes)
{
    /// <summary>Of a row: its id, the head and the columns, and the least record. It takes more.</summary>
    private const long LeastRowBytes = 16;

    /// <summary>More than can be pending: how far it is made is wrong.</summary>
    public bool IsTooDeep(StreamEntry stream) => stream.Depth > fileBytes / LeastRowBytes;

    /// <summary>Before what is settled of it is known.</summary>
    /// <param name="place">Which one it is, from 1.</param>
    /// <exception cref="InvalidDataException">One can't be; says which.</exception>
    public static void RequireMade(StreamEntry stream, int place)
    {
        Require(stream, "place", stream.Place, place, place);
        Require(stream, "floor_seq", stream.MadeThrough, 0, RecordLimits.MaxSeq);
    }

    /// <exception cref="InvalidDataException">As above.</exception>
    public void Require(StreamEntry stream)
    {
        Require(stream, "trusted_seq", stream.TrustedSeq, 0, stream.MadeThrough);
        Require(stream, "counted_seq", stream.CountedSeq, 0, stream.MadeThrough);
        Require(stream, "dropped", stream.Dropped, 0, stream.MadeThrough - stream.Settled.Count);
        if (IsTooDeep(stream))
            throw Fault(stream, "floor_seq", stream.MadeThrough);
    }

    /// <summary>Of a damaged file: a mark that can't be stands at the end, where nothing is counted twice or sent under another name.</summary>
    public static void Mend(StreamEntry stream)
    {
        if (stream.TrustedSeq < 0 || stream.TrustedSeq > stream.MadeThrough)
            stream.TrustedSeq = stream.MadeThrough;
        if (stream.CountedSeq < 0 || stream.CountedSeq > stream.MadeThrough)
            stream.CountedSeq = stream.MadeThrough;
    }

    /// <param name="after">Last seq of the range before; 0 for none.</param>
    public static bool CanBe(SettledRange range, long after, StreamEntry stream) => range.Seqs.First > after
        && range.Seqs.Last >= range.Seqs.First && range.Seqs.Last <= stream.MadeThrough && Enum.IsDefined(range.State);

    public static InvalidDataException Fault(StreamEntry stream, string field, object value) =>
        new($"{field} of stream {stream.Stream} can not be {value}");

    private static void Require(StreamEntry stream, string field, long value, long least, long most)
    {
        if (value < least || value > most)
            throw Fault(stream, field, value);
    }
}
