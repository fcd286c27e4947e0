using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>
/// Holds a day of the gates and areas of one district against what was usual. Where there are many, some are unusual by
/// chance: of the tests that give a probability only those are believed that Benjamini and Hochberg's rule believes, among
/// all of the same level and method. Pure.
/// </summary>
public static class Evaluator
{
    /// <summary>Days of a warning's chart before and with the day that warned.</summary>
    public const int ChartDays = 28;

    /// <summary>Days before the first one evaluated that must be read for it.</summary>
    public const int DaysBefore = DayView.Window - 1;

    /// <summary>Of those series that have the day.</summary>
    public static IReadOnlyList<AreaEvaluation> Evaluate(IReadOnlyList<AreaSeries> series, DateOnly day, WarningOptions options) =>
    [
        .. series.Where(one => one.On(day) is not null).GroupBy(one => one.Area.Level)
            .SelectMany(level => Judge([.. level.Select(one => new DayView(one, day, options))], options)),
    ];

    /// <summary>The days that end with this one, each against those before it.</summary>
    public static IReadOnlyList<ChartDay> Chart(AreaSeries series, DateOnly day, WarningOptions options) =>
        [.. series.Before(day, ChartDays).Select(one => new DayView(series, one.Day, options).Chart)];

    private static IEnumerable<AreaEvaluation> Judge(IReadOnlyList<DayView> areas, WarningOptions options)
    {
        var signals = options.Methods.Select(method => Believed([.. areas.Select(area => area.Find(method))], options.FalseDiscoveryRate)).ToList();
        return areas.Select((area, i) => Of(area, [.. signals.Select(method => method[i]).OfType<Signal>()], options));
    }

    private static Signal?[] Believed(Signal?[] found, double rate)
    {
        var rates = FalseDiscovery.Rates([.. found.Select(signal => signal?.PValue).OfType<double>()]);
        var next = 0;
        return [.. found.Select(signal => signal is { PValue: not null } test ? With(test, rates[next++]) : signal)];

        Signal With(Signal test, double q) => test with { QValue = q, Alarm = test.Alarm && q <= rate };
    }

    private static AreaEvaluation Of(DayView area, IReadOnlyList<Signal> signals, WarningOptions options)
    {
        var insufficiency = Insufficient(area.Today, signals, options);
        return new AreaEvaluation(
            area.Area,
            insufficiency is not null ? EvaluationAnswer.InsufficientData
                : signals.Any(signal => signal.Alarm) ? EvaluationAnswer.Alarm : EvaluationAnswer.Normal,
            insufficiency,
            area.Today,
            area.Share?.Expected,
            area.Share?.Upper(options.Alpha),
            area.BaselineDays,
            signals);
    }

    private static Insufficiency? Insufficient(AreaDay today, IReadOnlyList<Signal> signals, WarningOptions options)
    {
        if (today.Fevers is null)
            return Insufficiency.DayMissing;
        if (signals.Count == 0)
            return Insufficiency.FewDaysBefore;
        return today.Coverage < options.LeastCoverage && !signals.Any(signal => signal.Alarm) ? Insufficiency.DayPartial : null;
    }
}
