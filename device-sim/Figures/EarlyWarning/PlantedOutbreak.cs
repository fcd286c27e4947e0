using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>
/// Fevers found at the gates of one community beyond the usual ones. They come as the simulator's other outbreaks do, most of
/// them on the tenth day.
/// </summary>
/// <param name="Total">Expected in all, over <see cref="Days"/>.</param>
/// <param name="Community">Its code.</param>
/// <param name="FirstDay">Number of the day on which it begins.</param>
internal sealed record PlantedOutbreak(double Total, string Community, int FirstDay)
{
    /// <summary>Until it is over but for a hundredth.</summary>
    public const int Days = 30;

    private static readonly double[] Shares = ShareByDay();

    /// <param name="day">Number of the day.</param>
    /// <returns>Expected that day.</returns>
    public double On(int day) => day - FirstDay is >= 0 and < Days ? Total * Shares[day - FirstDay] : 0;

    /// <summary>Of all, those expected until the end of so many days.</summary>
    public static double ShareWithin(int days) => Shares.Take(days).Sum();

    private static double[] ShareByDay()
    {
        var from = DateTimeOffset.UnixEpoch;
        var outbreak = new Outbreak(from, 1);
        var noons = Enumerable.Range(0, Days).Select(day => outbreak.Factor(from.AddDays(day + 0.5)) - 1).ToArray();
        return [.. noons.Select(noon => noon / noons.Sum())];
    }
}
