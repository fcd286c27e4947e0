using System.Globalization;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// What the detail of a "shed" or "rejected" event lists: <c>reason stream ranges…</c>, e.g.
/// <c>health 00c0ffee00c0ffee 12-340 352</c>.
/// </summary>
internal sealed record SeqListDetail(string Reason, StreamId Stream, IReadOnlyList<SeqRange> Seqs)
{
    /// <summary>Null for any other text.</summary>
    public static SeqListDetail? TryParse(string detail)
    {
        var words = detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !StreamId.TryParse(words[1], out var stream))
            return null;
        var ranges = words[2..].Select(TryParseRange).ToArray();
        return ranges.Contains(null) ? null : new SeqListDetail(words[0], stream, [.. ranges.Select(range => range!.Value)]);
    }

    private static SeqRange? TryParseRange(string text)
    {
        var ends = text.Split('-');
        return ends.Length <= 2 && TryParseSeq(ends[0], out var first) && TryParseSeq(ends[^1], out var last) && first <= last
            ? new SeqRange(first, last)
            : null;
    }

    private static bool TryParseSeq(string text, out long seq) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seq) && seq is >= 1 and <= RecordLimits.MaxSeq;
}
