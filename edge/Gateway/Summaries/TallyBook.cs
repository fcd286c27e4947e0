using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Summaries;

/// <summary>The open tallies of a gate by span. Reads through to where they are kept; remembers which it changed.</summary>
/// <param name="find">The kept tally of a span, null where there is none.</param>
public sealed class TallyBook(GateZone zone, Func<SummarySpan, long, SummaryTally?> find)
{
    private static readonly SummarySpan[] Spans = [SummarySpan.Hour, SummarySpan.Day];

    private readonly Dictionary<(SummarySpan Span, long StartSeconds), SummaryTally> _touched = [];

    /// <summary>Tallies that differ from what is kept.</summary>
    public IReadOnlyCollection<SummaryTally> Touched => _touched.Values;

    /// <summary>Counts a record whose time is known in its hour and its day.</summary>
    public void Count(GateRecord record)
    {
        if (!SummaryTally.Counts(record))
            return;
        foreach (var span in Spans)
            Open(span, SecondsOf(record.Time.Microseconds)).Add(record);
    }

    /// <summary>Counts once more, in its day only, what an hour counts.</summary>
    public void CountInDay(Summary hour) => Open(SummarySpan.Day, hour.StartSeconds).Merge(hour);

    /// <summary>
    /// Adds a time of service, in microseconds since 1970 UTC. Counted are the whole seconds that begin in it, so that
    /// adjoining times add up.
    /// </summary>
    public void CountService(long fromMicroseconds, long toMicroseconds)
    {
        var to = SecondsOf(toMicroseconds);
        foreach (var span in Spans)
        {
            for (var from = SecondsOf(fromMicroseconds); from < to;)
            {
                var tally = Open(span, from);
                var end = Math.Min(to, zone.EndOf(span, tally.StartSeconds));
                tally.AddService((int)(end - from));
                from = end;
            }
        }
    }

    /// <summary>Opens the hour and the day of this moment, so that they close with zeros even if nobody comes.</summary>
    public void OpenAt(long microseconds)
    {
        foreach (var span in Spans)
            Open(span, SecondsOf(microseconds));
    }

    /// <summary>True when the tally's hour or day is over.</summary>
    public bool IsOver(SummaryTally tally, long nowMicroseconds) =>
        zone.EndOf(tally.Span, tally.StartSeconds) <= SecondsOf(nowMicroseconds);

    /// <summary>Begins anew with what is kept.</summary>
    public void Forget() => _touched.Clear();

    private SummaryTally Open(SummarySpan span, long seconds)
    {
        var key = (span, zone.StartOf(span, seconds));
        if (!_touched.TryGetValue(key, out var tally))
            _touched[key] = tally = find(key.span, key.Item2) ?? new SummaryTally(key.span, key.Item2);
        return tally;
    }

    private static long SecondsOf(long microseconds) => Math.DivRem(microseconds, 1_000_000).Quotient;
}
