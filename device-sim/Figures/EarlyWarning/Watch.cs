using System.Collections.Immutable;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>The service's own evaluation under the settings looked at. Pure.</summary>
internal static class Watch
{
    /// <summary>Published thresholds, every method by itself: nothing is disbelieved, and chance alone makes shares differ.</summary>
    private static readonly WarningOptions Published = new()
    {
        Methods = [.. Enum.GetValues<WarningMethod>()], ShareSpread = 0, FalseDiscoveryRate = 1,
    };

    private static readonly WarningOptions Standard = new();

    /// <summary>Settings under which everything that a district has is evaluated, as the service does.</summary>
    private static readonly (WatchRule Rule, WarningOptions Options)[] Settings =
    [
        (WatchRule.Service, Standard),
        (WatchRule.Former, Standard with { ShareSpread = 0, FalseDiscoveryRate = 0.05 }),
        (WatchRule.LooserDiscovery, Standard with { FalseDiscoveryRate = 0.05 }),
        (WatchRule.WithC2, Standard with { Methods = [.. Standard.Methods, WarningMethod.C2] }),
    ];

    public static IReadOnlyList<WatchRule> AllRules { get; } = Enum.GetValues<WatchRule>();

    /// <summary>Whom each rule warns of on this day. Single methods are looked at on the days of communities only.</summary>
    /// <param name="rules">Those looked at.</param>
    public static IEnumerable<(WatchRule Rule, WarningArea Area, bool ByItself)> Alarms(
        IReadOnlyList<WatchRule> rules, IReadOnlyList<AreaSeries> series, DateOnly day)
    {
        var methods = Published.Methods.Where(method => rules.Contains(RuleOf(method))).ToImmutableArray();
        foreach (var area in Evaluator.Evaluate(methods.IsEmpty ? [] : Communities(series), day, Published with { Methods = methods }))
        {
            foreach (var signal in area.Signals.Where(signal => signal.Alarm))
                yield return (RuleOf(signal.Method), area.Area, true);
        }

        foreach (var (rule, options) in Settings.Where(setting => rules.Contains(setting.Rule)))
        {
            foreach (var area in Evaluator.Evaluate(series, day, options).Where(area => area.Answer == EvaluationAnswer.Alarm))
                yield return (rule, area.Area, area.AlarmsByItself);
        }
    }

    private static List<AreaSeries> Communities(IReadOnlyList<AreaSeries> series) => [.. series.Where(one => one.Area.Level == PlaceLevel.Community)];

    private static WatchRule RuleOf(WarningMethod method) => method switch
    {
        WarningMethod.C1 => WatchRule.C1,
        WarningMethod.C2 => WatchRule.C2,
        WarningMethod.C3 => WatchRule.C3,
        WarningMethod.Cusum => WatchRule.Cusum,
        WarningMethod.BetaBinomial => WatchRule.BetaBinomial,
        WarningMethod.BetaBinomialThreeDays => WatchRule.BetaBinomialThreeDays,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "is no method"),
    };
}
