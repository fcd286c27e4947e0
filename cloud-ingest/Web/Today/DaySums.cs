using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>A day's hours as the database had them at one moment.</summary>
/// <param name="Places">By community: what was counted there.</param>
/// <param name="Gates">By gate: what it counted, wherever it stood.</param>
/// <param name="Cost">How long it took to ask.</param>
internal sealed record DaySums(
    ReportDay Day, ILookup<string, SummarySum> Places, ILookup<string, SummarySum> Gates, DateTimeOffset KnownAt, TimeSpan Cost)
{
    /// <summary>Asking again takes at most a twentieth of the time: who watches does not slow the database down.</summary>
    private const int Share = 20;

    /// <param name="least">So long it holds in any case.</param>
    public bool HoldsAt(DateTimeOffset now, ReportDay day, TimeSpan least)
    {
        var time = Cost * Share > least ? Cost * Share : least;
        return day.Date == Day.Date && now - KnownAt < time;
    }

    /// <exception cref="StoreException">The database can't answer.</exception>
    public static async Task<DaySums> ReadAsync(IRecordStore store, ReportDay day, TimeProvider clock, CancellationToken cancellation)
    {
        var (now, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        var places = await SumAsync(store, PlaceLevel.Community, day, cancellation);
        var gates = await SumAsync(store, PlaceLevel.Gate, day, cancellation);
        return new DaySums(day, places, gates, now, clock.GetElapsedTime(start));
    }

    private static async Task<ILookup<string, SummarySum>> SumAsync(
        IRecordStore store, PlaceLevel level, ReportDay day, CancellationToken cancellation) =>
        (await store.SumSummariesAsync(new SummaryQuery(SummarySpan.Hour, level, null, day.StartSeconds, day.EndSeconds), cancellation))
        .ToLookup(sum => sum.Code);
}
