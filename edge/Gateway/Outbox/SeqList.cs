using System.Text;
using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Seqs in an event's detail: <c>reason stream ranges…</c>, e.g. <c>health 00c0ffee00c0ffee 12-340 352</c>; as many
/// details as it takes to list them all.
/// </summary>
public static class SeqList
{
    /// <param name="seqs">Ascending, apart from each other.</param>
    public static IEnumerable<string> Details(string reason, StreamId stream, IEnumerable<SeqRange> seqs)
    {
        var word = new string([.. reason.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
        var detail = new StringBuilder();
        foreach (var range in seqs)
        {
            var text = range.ToString();
            if (detail.Length + 1 + text.Length > RecordLimits.MaxDetailBytes)
            {
                yield return detail.ToString();
                detail.Clear();
            }

            if (detail.Length == 0)
                detail.Append(word).Append(' ').Append(stream);
            detail.Append(' ').Append(text);
        }

        if (detail.Length > 0)
            yield return detail.ToString();
    }
}
