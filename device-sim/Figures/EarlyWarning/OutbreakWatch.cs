using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>One outbreak in one community, from a day of the year that the seed chooses.</summary>
internal static class OutbreakWatch
{
    private const int DaysOfAYear = 365;

    /// <summary>Far from the seeds of quiet years.</summary>
    private const int FirstSeed = 1_000_000;

    /// <returns>For each track that warned of the community, of what lies in it or of that in which it lies: the outbreak's day, from 1.</returns>
    public static IReadOnlyDictionary<Track, int> Run(Town town, FeverRates rates, double total, int seed)
    {
        var random = new Random(seed);
        var (start, community) = (Evaluator.DaysBefore + random.Next(DaysOfAYear), town.Gates[random.Next(town.Gates.Length)].Community);
        var days = new FeverWorld(town, rates, FirstSeed + seed).Days(
            start - Evaluator.DaysBefore, Evaluator.DaysBefore + DelayTally.Days, new PlantedOutbreak(total, community, start));
        var series = DistrictSeries.Of(town.District, town.Registry, days);
        var first = new Dictionary<Track, int>();
        for (var day = 1; day <= DelayTally.Days; day++)
        {
            foreach (var (rule, area, _) in Watch.Alarms(Watch.AllRules, series, days[Evaluator.DaysBefore + day - 1].Day.Date))
            {
                if (!community.StartsWith(area.Place, StringComparison.Ordinal))
                    continue;
                first.TryAdd(new Track(rule, area.Level), day);
                first.TryAdd(new Track(rule, null), day);
            }
        }

        return first;
    }
}
