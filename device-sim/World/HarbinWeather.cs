using System.Collections.Concurrent;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// Outdoor air in a Harbin February: a day's mean that remembers the days before (first-order autoregression), and a wave
/// over the day with its top at 14 h. A function of seed and time.
/// </summary>
public sealed class HarbinWeather(int seed) : IWeather
{
    /// <summary>China Standard Time, all year.</summary>
    public static readonly TimeSpan LocalOffset = TimeSpan.FromHours(8);

    private const double MeanC = -15;
    private const double DayDeviationC = 3;
    private const double Memory = 0.8;
    private const double DiurnalC = 5.5;
    private const double WarmestHour = 14;
    private const double ColdestC = -35;
    private const double WarmestC = -2;

    /// <summary>0.8 to the thirtieth is a thousandth: older days no longer show.</summary>
    private const int DaysRemembered = 30;

    /// <summary>A day's departure from the mean, once worked out.</summary>
    private readonly ConcurrentDictionary<int, double> _days = [];

    public static double LocalHour(DateTimeOffset time) => time.ToOffset(LocalOffset).TimeOfDay.TotalHours;

    public double OutdoorC(DateTimeOffset time)
    {
        var day = (int)((time.ToOffset(LocalOffset).Date - DateTime.UnixEpoch).TotalDays);
        var wave = DiurnalC * Math.Cos(2 * Math.PI * (LocalHour(time) - WarmestHour) / 24);
        return Math.Clamp(MeanC + _days.GetOrAdd(day, DayC) + wave, ColdestC, WarmestC);
    }

    private double DayC(int day)
    {
        var departure = 0.0;
        for (var back = DaysRemembered; back >= 0; back--)
            departure = (Memory * departure) + InnovationC(day - back);
        return departure;
    }

    /// <summary>Each day's own draw, whatever day is asked for first.</summary>
    private double InnovationC(int day)
    {
        var random = new Random(unchecked((seed * 73_856_093) ^ (day * 19_349_663)));
        return random.Normal(DayDeviationC * Math.Sqrt(1 - (Memory * Memory)));
    }
}
