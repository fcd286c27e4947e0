using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;

namespace Checkpoint.DeviceSim.History;

/// <summary>The gate's own tallies, kept in memory where a real gate keeps them in its outbox.</summary>
internal sealed class PastTally
{
    private readonly SortedDictionary<(long StartSeconds, SummarySpan Span), SummaryTally> _kept = [];
    private readonly TallyBook _book;

    public PastTally(GateZone zone) => _book = new TallyBook(zone, (span, start) => _kept.GetValueOrDefault((start, span)));

    public void Count(GateRecord record) => _book.Count(record);

    /// <summary>Microseconds since 1970 UTC.</summary>
    public void CountService(long from, long to) => _book.CountService(from, to);

    /// <summary>Records of the hours and days that are over by then; opens those that are not.</summary>
    public IReadOnlyList<Summary> Close(long nowMicroseconds) => Take(tally => _book.IsOver(tally, nowMicroseconds), nowMicroseconds);

    /// <summary>Also of what the present hour has to add; a day is told when it is over.</summary>
    public IReadOnlyList<Summary> Add(long nowMicroseconds) =>
        Take(tally => tally is { Span: SummarySpan.Hour, HasCounts: true } || _book.IsOver(tally, nowMicroseconds), nowMicroseconds);

    /// <summary>Of all hours: nothing is counted after it. The open day stays untold, as in a stream that another follows.</summary>
    public IReadOnlyList<Summary> End(long nowMicroseconds) =>
        Take(tally => tally.Span == SummarySpan.Hour || _book.IsOver(tally, nowMicroseconds), nowMicroseconds);

    private List<Summary> Take(Func<SummaryTally, bool> isDue, long nowMicroseconds)
    {
        foreach (var tally in _book.Touched)
            _kept[(tally.StartSeconds, tally.Span)] = tally;
        List<SummaryTally> due = [.. _kept.Values.Where(isDue)];
        foreach (var tally in due)
            _kept.Remove((tally.StartSeconds, tally.Span));
        _book.Forget();
        _book.OpenAt(nowMicroseconds);
        return [.. due.SelectMany(tally => tally.ToRecords())];
    }
}
