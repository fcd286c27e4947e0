using Checkpoint.CloudIngest.Store;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>Names and numbers as page and plots write them.</summary>
internal static class EarlyWarningFormat
{
    public static IReadOnlyList<WatchRule> Methods { get; } =
        [WatchRule.C1, WatchRule.C2, WatchRule.C3, WatchRule.Cusum, WatchRule.BetaBinomial, WatchRule.BetaBinomialThreeDays];

    public static IReadOnlyList<PlaceLevel> Levels { get; } = [PlaceLevel.Gate, PlaceLevel.Community, PlaceLevel.Street, PlaceLevel.District];

    /// <summary>Sizes of outbreaks, without none.</summary>
    public static IReadOnlyList<double> Outbreaks { get; } = [.. EarlyWarningStudy.Totals.Where(total => total > 0)];

    public static string NameOf(WatchRule rule) => rule switch
    {
        WatchRule.C1 => "EARS C1",
        WatchRule.C2 => "EARS C2",
        WatchRule.C3 => "EARS C3",
        WatchRule.Cusum => "CUSUM",
        WatchRule.BetaBinomial => "beta-binomial, one day",
        WatchRule.BetaBinomialThreeDays => "beta-binomial, three days",
        WatchRule.Service => "the service",
        WatchRule.Former => "spread 0, false discovery rate 5 % (as it was)",
        WatchRule.LooserDiscovery => "spread 0.25, false discovery rate 5 %",
        WatchRule.WithC2 => "the service, and C2 warns too",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "has no name"),
    };

    /// <summary>Of whom a warning is.</summary>
    public static string NameOf(PlaceLevel? level) => level switch
    {
        PlaceLevel.Gate => "one of its gates",
        PlaceLevel.Community => "the community",
        PlaceLevel.Street => "its street",
        PlaceLevel.District => "the district",
        _ => "any of these",
    };

    /// <summary>With a thin space for thousands.</summary>
    public static string Persons(TownSize size) => Number(size.PersonsADay, "#,0").Replace(',', ' ');

    public static string Rate(double aYear) => Number(aYear, aYear < 10 ? "0.00" : "0.0");

    public static string Whole(Share share) => Number(100 * share.Value, "0");

    /// <summary>Median and quartiles of all outbreaks, the unnoticed ones among them as later than any.</summary>
    public static string Days(DelayTally tally) => tally.Quantile(0.5) is null && tally.Quantile(0.25) is null
        ? Later
        : $"{Day(tally.Quantile(0.5))} ({Day(tally.Quantile(0.25))}–{Day(tally.Quantile(0.75))})";

    private static readonly string Later = $">{DelayTally.Days}";

    private static string Day(int? day) => day is { } known ? Number(known, "0") : Later;

    public static int Areas(TownSize size, PlaceLevel level) => level switch
    {
        PlaceLevel.Gate => Town.Communities * size.GateShares.Length,
        PlaceLevel.Community => Town.Communities,
        PlaceLevel.Street => Town.Streets,
        _ => 1,
    };
}
