using Checkpoint.Contract;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Keeps a cloud that says again and again that it has lost the same from having it sent for ever: what it asks for a second time
/// within a day has to wait, each time twice as long. In memory only: a gateway's restart is no way for a cloud to ask for more.
/// </summary>
internal sealed class ReplayBrake
{
    /// <summary>Of a stream; beyond it the oldest are forgotten.</summary>
    private const int MaxRanges = 4096;

    private const int MaxDescribed = 160;

    private static readonly TimeSpan FirstPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>Longer than the longest pause, so that who always asks again is never forgiven.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(2);

    private readonly Dictionary<StreamId, SeqRangeSet> _sent = [];
    private TimeSpan _pause = FirstPause;
    private BoardInstant? _last;
    private bool _isTold;

    /// <param name="heldBack">An event's words, once a pause; null if nothing is held back.</param>
    /// <returns>What of it may be sent again now.</returns>
    public List<(StreamId Stream, SeqRange Seqs)> Admit(
        IReadOnlyList<(StreamId Stream, SeqRange Seqs)> lost, BoardInstant now, out string? heldBack)
    {
        heldBack = null;
        var since = Since(now);
        if (since > ForgottenAfter)
            Forget();
        var repeated = lost.SelectMany(part => Known(part.Stream, part.Seqs)).ToList();
        if (repeated.Count == 0 || since >= _pause)
        {
            if (repeated.Count > 0)
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            return Remember([.. lost], now);
        }

        var fresh = Remember([.. lost.SelectMany(part => Unknown(part.Stream, part.Seqs))], now);
        if (!_isTold)
            heldBack = Describe($"asked for again, not sent within {_pause.TotalHours:0} h:", repeated);
        _isTold = true;
        return fresh;
    }

    /// <summary>As an event's detail may be.</summary>
    public static string Describe(string what, IEnumerable<(StreamId Stream, SeqRange Seqs)> parts)
    {
        var text = what;
        var stream = default(StreamId);
        foreach (var part in parts)
        {
            text += part.Stream == stream ? $" {part.Seqs}" : $" {part.Stream} {part.Seqs}";
            stream = part.Stream;
            if (text.Length > MaxDescribed)
                return $"{text} and more";
        }

        return text;
    }

    private TimeSpan? Since(BoardInstant now) => _last is { } last && last.BootId == now.BootId
        ? TimeSpan.FromMicroseconds(now.BoottimeMicroseconds - last.BoottimeMicroseconds)
        : null;

    private void Forget()
    {
        _sent.Clear();
        _pause = FirstPause;
    }

    private IEnumerable<(StreamId Stream, SeqRange Seqs)> Known(StreamId stream, SeqRange seqs) =>
        _sent.TryGetValue(stream, out var sent) ? sent.Within(seqs).Select(range => (stream, range)) : [];

    private IEnumerable<(StreamId Stream, SeqRange Seqs)> Unknown(StreamId stream, SeqRange seqs) =>
        (_sent.TryGetValue(stream, out var sent) ? sent.Without(seqs) : [seqs]).Select(range => (stream, range));

    private List<(StreamId Stream, SeqRange Seqs)> Remember(List<(StreamId Stream, SeqRange Seqs)> parts, BoardInstant now)
    {
        if (parts.Count > 0)
            (_last, _isTold) = (now, false);
        foreach (var (stream, seqs) in parts)
        {
            if (!_sent.TryGetValue(stream, out var sent))
                _sent[stream] = sent = new SeqRangeSet();
            sent.Add(seqs);
            while (sent.RangeCount > MaxRanges)
                sent.RemoveLowest();
        }

        return parts;
    }
}
