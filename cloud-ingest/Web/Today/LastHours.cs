using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>
/// Until when gates told something in the days before today. Asked for again after <see cref="Freshness"/> only: it changes
/// when late records come.
/// </summary>
internal sealed class LastHours(IRecordStore store, TimeProvider clock)
{
    public static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<string, long> _last = None;

    private DateTimeOffset _readAt;

    private DateOnly _day;

    /// <summary>By gate, end of the last hour, seconds since 1970 UTC. One caller at a time.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(ReportDay day, CancellationToken cancellation)
    {
        if (_day == day.Date && clock.GetUtcNow() - _readAt < Freshness)
            return _last;
        var sums = await store.SumSummariesAsync(
            new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, null, day.Plus(-ReportFacts.DaysBefore).StartSeconds, day.StartSeconds), cancellation);
        _last = sums.GroupBy(sum => sum.Code).ToDictionary(hours => hours.Key, hours => hours.Max(hour => hour.StartSeconds) + ReportDay.HourSeconds);
        (_day, _readAt) = (day.Date, clock.GetUtcNow());
        return _last;
    }
}
