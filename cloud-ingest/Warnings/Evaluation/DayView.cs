using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>One day of a series with the weeks before it, as the methods look at it. Pure.</summary>
internal sealed class DayView
{
    /// <summary>Days looked at, the day itself among them: CUSUM begins to add with the first.</summary>
    public const int Window = 49;

    private readonly WarningOptions _options;

    /// <summary>
    /// For the methods that count: of days before, whose count is too small when a part is missing, only whole ones; the day
    /// itself as it is, since what is missing can only make it more unusual.
    /// </summary>
    private readonly DayCount[] _counts = new DayCount[Window];

    /// <summary>For the tests of shares: a part of a day has its fevers among its own persons.</summary>
    private readonly DayCount[] _shares = new DayCount[Window];

    /// <param name="day">The last one looked at.</param>
    public DayView(AreaSeries series, DateOnly day, WarningOptions options)
    {
        _options = options;
        var days = series.Before(day, Window);
        Today = days[^1];
        Area = series.Area;
        for (var at = 0; at < Window; at++)
        {
            _shares[at] = new DayCount(days[at].Fevers, days[at].Persons);
            _counts[at] = at == Window - 1 || days[at].Coverage >= options.LeastCoverage ? _shares[at] : default;
        }

        Share = Against(1);
    }

    public WarningArea Area { get; }

    public AreaDay Today { get; }

    /// <summary>The day's share against fourteen days; null where they don't tell.</summary>
    public ShareTest? Share { get; }

    /// <summary>Days of that baseline that are known, also where they are too few.</summary>
    public int BaselineDays => _shares.Skip(Window - 1 - Ears.Guard - BetaBinomial.Length).Take(BetaBinomial.Length).Count(day => day.Fevers is not null);

    public ChartDay Chart => new(Today.Day, Today.State, Today.Fevers, Today.Persons, Share?.Expected, Share?.Upper(_options.Alpha));

    /// <returns>Null where the method can't tell; q values come later, when all areas are known.</returns>
    public Signal? Find(WarningMethod method) => method switch
    {
        WarningMethod.C1 => Deviation(method, Ears.C1(_counts, Window - 1, _options), 0),
        WarningMethod.C2 => Deviation(method, Ears.C2(_counts, Window - 1, _options), Ears.Guard),
        WarningMethod.C3 => Sum(method, Ears.C3(_counts, Window - 1, _options), _options.C3Threshold),
        WarningMethod.Cusum => Sum(method, Cusum.Over(_counts, _options)[^1], _options.CusumDecision),
        WarningMethod.BetaBinomial => Probability(method, Share),
        WarningMethod.BetaBinomialThreeDays => Probability(method, Against(BetaBinomial.Several)),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "is no method"),
    };

    /// <summary>Of days that differ from one another by chance, several together differ less.</summary>
    private ShareTest? Against(int span) => BetaBinomial.Against(_shares, Window - 1, span)?.Widened(_options.ShareSpread / Math.Sqrt(span));

    private Signal? Deviation(WarningMethod method, Finding? finding, int guard)
    {
        if (finding is not { } found)
            return null;
        var usual = Baseline.Before(_counts, Window - 1, guard, _options.MinSigma)!.Value.Mean;
        return new Signal(method, found.Statistic, _options.EarsThreshold, null, null, found.IsAlarm, Today.Fevers, usual, Today.Persons);
    }

    private static Signal? Sum(WarningMethod method, Finding? finding, double threshold) => finding is { } found
        ? new Signal(method, found.Statistic, threshold, null, null, found.IsAlarm, null, null, null)
        : null;

    private Signal? Probability(WarningMethod method, ShareTest? share) => share is { } test && test.Probability is var p
        ? new Signal(method, p, _options.Alpha, p, null, p < _options.Alpha, test.Fevers, test.Expected, test.Persons)
        : null;
}
