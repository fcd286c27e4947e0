using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The counts that no record has told yet: when they are written down, and when they become records. An hour tells its additions
/// while it lasts, a day all at once when it is over, and each later addition to either at once. So the day's records of a stream,
/// once there are any, hold exactly what its records of the hours of that day do.
/// </summary>
internal sealed class OpenTallies(OutboxBook book, LedgerTables ledger, TallyBook counted)
{
    /// <summary>Writes what was counted since the last time, and how far the streams are counted by it.</summary>
    public void Write()
    {
        foreach (var tally in counted.Touched)
            ledger.Save(tally);
        foreach (var stream in book.Streams.Where(stream => stream.CountedSeq != stream.MadeThrough))
        {
            stream.CountedSeq = stream.MadeThrough;
            ledger.Save(stream);
        }
    }

    /// <summary>Takes out what is to become records: what is over and, if asked, what hours have to add.</summary>
    public List<Summary> TakeDue(long nowMicroseconds, bool additionsToo)
    {
        Write();
        var due = ledger.Tallies().Where(tally => counted.IsOver(tally, nowMicroseconds)
            || (additionsToo && tally is { Span: SummarySpan.Hour, HasCounts: true })).ToList();
        foreach (var tally in due)
            ledger.Close(tally);
        counted.Forget();
        return [.. due.SelectMany(tally => tally.ToRecords())];
    }

    /// <summary>Takes out what hours have to add, whether or not they are over.</summary>
    public List<Summary> TakeHours()
    {
        Write();
        var hours = ledger.Tallies().Where(tally => tally is { Span: SummarySpan.Hour, HasAdditions: true }).ToList();
        foreach (var hour in hours)
            ledger.Close(hour);
        counted.Forget();
        return [.. hours.SelectMany(hour => hour.ToRecords())];
    }

    /// <summary>
    /// For a new stream: its days begin with what its hours have yet to tell. What the hours of the stream before have told of a day
    /// is found in that stream, which has no record of that day.
    /// </summary>
    public void BeginDays()
    {
        Write();
        var open = ledger.Tallies();
        foreach (var day in open.Where(tally => tally.Span == SummarySpan.Day))
            ledger.Close(day);
        counted.Forget();
        foreach (var hour in open.Where(tally => tally.Span == SummarySpan.Hour))
            counted.CountInDay(hour.ToRecord());
    }
}
