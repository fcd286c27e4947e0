using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>A day's hours as the database had them at one moment.</summary>
/// <param name="Places">By community: what was counted there, without excluded hours.</param>
/// <param name="Gates">By gate: all that it told, wherever it stood, excluded hours too.</param>
/// <param name="Excluded">Hours that are not counted.</param>
/// <param name="Cost">How long it took to ask.</param>
internal sealed record DaySums(
    ReportDay Day, ILookup<string, SummarySum> Places, ILookup<string, SummarySum> Gates, ExcludedHours Excluded, DateTimeOffset KnownAt, TimeSpan Cost)
{
    /// <summary>Asking again takes at most a twentieth of the time: who watches does not slow the database down.</summary>
    private const int Share = 20;

    /// <param name="least">So long it holds in any case.</param>
    public bool HoldsAt(DateTimeOffset now, ReportDay day, TimeSpan least)
    {
        var time = Cost * Share > least ? Cost * Share : least;
        return day.Date == Day.Date && now - KnownAt < time;
    }

    /// <summary>By gate and place in one question, since what is excluded is a gate's and what is shown mostly a place's.</summary>
    /// <exception cref="StoreException">The database can't answer.</exception>
    public static async Task<DaySums> ReadAsync(
        IRecordStore store, ExclusionBook exclusions, ReportDay day, TimeProvider clock, CancellationToken cancellation)
    {
        var (now, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        var sums = await store.SumStreamsAsync(SummarySpan.Hour, [new SummaryPart(day.StartSeconds, day.EndSeconds, [])], cancellation);
        var told = sums.Select(hour => (hour.Place.Community, Counts: new SumTotals().Add(hour).Of(hour.Gate.Value, hour.StartSeconds))).ToList();
        var excluded = exclusions.Of(day.StartSeconds, day.EndSeconds);
        return new DaySums(
            day,
            told.Where(hour => !excluded.Holds(hour.Counts.Code, hour.Counts.StartSeconds)).ToLookup(hour => hour.Community, hour => hour.Counts),
            told.ToLookup(hour => hour.Counts.Code, hour => hour.Counts),
            excluded,
            now,
            clock.GetElapsedTime(start));
    }
}
