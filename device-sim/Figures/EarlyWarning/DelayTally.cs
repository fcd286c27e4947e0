using System.Collections.Immutable;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>On which day of an outbreak the first warning was of.</summary>
/// <param name="FirstByDay">How many outbreaks were first warned of on each day, from the outbreak's first.</param>
/// <param name="Outbreaks">Those never warned of among them.</param>
public sealed record DelayTally(ImmutableArray<int> FirstByDay, int Outbreaks)
{
    /// <summary>Looked at from an outbreak's first day on.</summary>
    public const int Days = 14;

    public static DelayTally None { get; } = new([.. new int[Days]], 0);

    public Share Within(int days) => new(FirstByDay.Take(days).Sum(), Outbreaks);

    /// <summary>The day by which this share of outbreaks had been warned of; null where that is later than was looked.</summary>
    public int? Quantile(double share)
    {
        for (var days = 1; days <= Days; days++)
        {
            if (Within(days).Count >= share * Outbreaks)
                return days;
        }

        return null;
    }

    /// <param name="first">From 1; null for an outbreak that was not warned of.</param>
    public DelayTally With(int? first) => new(
        first is { } day ? FirstByDay.SetItem(day - 1, FirstByDay[day - 1] + 1) : FirstByDay, Outbreaks + 1);
}
