using Google.Protobuf.Collections;

namespace Checkpoint.Contract.Codec;

/// <summary>Seq ranges as gaps and lengths (records.proto, Ranges).</summary>
internal static class RangeCodec
{
    /// <exception cref="ArgumentException">Not ascending and apart, or too many.</exception>
    public static Wire.Ranges Write(IReadOnlyList<SeqRange> ranges)
    {
        if (ranges.Count > RecordLimits.MaxRangesPerAck)
            throw new ArgumentException($"{ranges.Count} ranges; an ack holds {RecordLimits.MaxRangesPerAck}");
        var wire = new Wire.Ranges();
        long end = 0;
        foreach (var range in ranges)
        {
            if (range.First <= end || range.Last < range.First)
                throw new ArgumentException($"range {range} after {end}");
            wire.GapAndLength.Add((ulong)(range.First - end - 1));
            wire.GapAndLength.Add((ulong)(range.Last - range.First));
            end = range.Last;
        }

        return wire;
    }

    public static MalformedReason? Read(RepeatedField<ulong>? values, out List<SeqRange> ranges)
    {
        ranges = [];
        if (values is null || values.Count == 0 || values.Count % 2 != 0)
            return MalformedReason.FieldInvalid;
        if (values.Count > 2 * RecordLimits.MaxRangesPerAck)
            return MalformedReason.TooManyRanges;
        long end = 0;
        for (var i = 0; i < values.Count; i += 2)
        {
            if (values[i] >= RecordLimits.MaxSeq || values[i + 1] >= RecordLimits.MaxSeq)
                return MalformedReason.SeqOutOfRange;
            var first = end + 1 + (long)values[i];
            end = first + (long)values[i + 1];
            if (end > RecordLimits.MaxSeq)
                return MalformedReason.SeqOutOfRange;
            ranges.Add(new SeqRange(first, end));
        }

        return null;
    }
}
