using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>What was delivered and is still here, as much of it as a hello holds.</summary>
/// <param name="Seqs">One entry a stream, in the order of streams.</param>
/// <param name="Next">After which the next part begins; null if this was the last.</param>
public sealed record HeldPart(IReadOnlyList<HeldSeqs> Seqs, OutboxPosition? Next)
{
    public static readonly HeldPart None = new([], null);

    /// <param name="sinceMicroseconds">Time of the first record that is there of a stream's seqs; 0 if not known.</param>
    internal static HeldPart Of(
        IReadOnlyList<StreamView> streams, OutboxPosition after, Func<StreamView, IReadOnlyList<SeqRange>, long> sinceMicroseconds)
    {
        var (ranges, seqs) = (RecordLimits.MaxHeldRanges, (long)RecordLimits.MaxHeldSeqs);
        var held = new List<HeldSeqs>();
        foreach (var stream in streams.Where(stream => stream.Place >= after.StreamPlace))
        {
            if (held.Count == RecordLimits.MaxHeldStreams)
                return new HeldPart(held, new OutboxPosition(stream.Place, 0));
            var part = new List<SeqRange>();
            var isWhole = Take(stream.Settled, stream.Place == after.StreamPlace ? after.Seq : 0, part, ref ranges, ref seqs);
            if (part.Count > 0)
                held.Add(new HeldSeqs(stream.Stream, part, sinceMicroseconds(stream, part)));
            if (!isWhole)
                return new HeldPart(held, new OutboxPosition(stream.Place, part.Count > 0 ? part[^1].Last : after.Seq));
        }

        return new HeldPart(held, null);
    }

    /// <returns>False if there was no room for all of it.</returns>
    private static bool Take(SettledSeqs settled, long after, List<SeqRange> part, ref int ranges, ref long seqs)
    {
        foreach (var range in settled.Ranges.Where(range => range.State == SettledState.Delivered && range.Seqs.Last > after))
        {
            var first = Math.Max(range.Seqs.First, after + 1);
            var joins = part.Count > 0 && part[^1].Last + 1 == first;
            if (seqs == 0 || (ranges == 0 && !joins))
                return false;
            var last = Math.Min(range.Seqs.Last, first + seqs - 1);
            seqs -= last - first + 1;
            if (joins)
            {
                part[^1] = part[^1] with { Last = last };
            }
            else
            {
                part.Add(new SeqRange(first, last));
                ranges--;
            }

            if (last < range.Seqs.Last)
                return false;
        }

        return true;
    }
}
