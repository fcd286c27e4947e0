using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>
/// Asks the store what the gates of a district told, by their hours, a week at a time: the hours of all days together would be
/// many where there are thousands of gates.
/// </summary>
public sealed class DayReader(ReportReader reader)
{
    private const int DaysAtOnce = 7;

    /// <summary>From the first to the last day, none left out.</summary>
    /// <exception cref="Store.StoreException">The database can't answer.</exception>
    public async Task<IReadOnlyList<DistrictDay>> ReadAsync(ReportArea district, ReportDay first, ReportDay last, CancellationToken cancellation)
    {
        var days = new List<DistrictDay>();
        for (var from = first; from.Date <= last.Date; from = from.Plus(DaysAtOnce))
        {
            var to = from.Plus(DaysAtOnce - 1);
            days.AddRange(await ReadSomeAsync(district, from, to.Date < last.Date ? to : last, cancellation));
        }

        return days;
    }

    private async Task<IEnumerable<DistrictDay>> ReadSomeAsync(ReportArea district, ReportDay first, ReportDay last, CancellationToken cancellation)
    {
        var facts = await reader.ReadAsync(district, first, last, cancellation);
        var hours = facts.Hours.ToLookup(hour => ReportDay.Of(DateTimeOffset.FromUnixTimeSeconds(hour.Sum.StartSeconds), first.Zone).Date);
        return Enumerable.Range(0, last.Date.DayNumber - first.Date.DayNumber + 1).Select(first.Plus)
            .Select(day => new DistrictDay(day, GateLines.Of(district, day, facts with { Hours = [.. hours[day.Date]] }))).ToList();
    }
}
