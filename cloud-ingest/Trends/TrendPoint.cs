using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Counts over time, one series for each gate, community, street or district asked for.</summary>
/// <param name="KnownAt">Taken before the database was asked: what came later is not in it.</param>
public sealed record TrendAnswer(TrendStep By, string TimeZone, DateTimeOffset KnownAt, IReadOnlyList<TrendSeries> Series);

/// <param name="Code">Gate id or place code.</param>
/// <param name="Name">As the registry now has it; null for what it no longer has.</param>
public sealed record TrendSeries(string Code, LocalName? Name, IReadOnlyList<TrendPoint> Points);

/// <summary>
/// One hour, day or week. All but the gates is null when nothing has come of it, and temperatures and rates also where nothing
/// was measured: what is missing never looks like zero.
/// </summary>
public sealed record TrendPoint
{
    public required DateTimeOffset Start { get; init; }

    public required TrendState State { get; init; }

    /// <summary>Of the expected gates those of which anything came.</summary>
    public required int GatesReporting { get; init; }

    /// <summary>Gates that stood there, and were not closed, for more than ten minutes of an hour or day of it.</summary>
    public required int GatesExpected { get; init; }

    /// <summary>Seconds in which gates were able to screen, all gates together.</summary>
    public long? InServiceS { get; init; }

    /// <summary>Verdicts: normal, fever and manual. Retries are attempts of the same persons.</summary>
    public long? Persons { get; init; }

    public long? Normal { get; init; }

    /// <summary>Verdicts of the gates.</summary>
    public long? Fever { get; init; }

    public long? Retry { get; init; }

    public long? Manual { get; init; }

    /// <summary>
    /// Volunteers' verdicts by contact thermometer, counted when they were given: on those who came out as fever or manual.
    /// </summary>
    public long? ConfirmedFever { get; init; }

    public long? ConfirmedNormal { get; init; }

    /// <summary>Passages; of those who turned back none.</summary>
    public long? Inward { get; init; }

    public long? Outward { get; init; }

    /// <summary>Fevers of persons, 0 to 1, with its 95 % interval after it.</summary>
    public double? FeverRate { get; init; }

    public double? FeverRateLow { get; init; }

    public double? FeverRateHigh { get; init; }

    /// <summary>Of all attempts that gave a temperature, to about 0.1 °C; 34 stands for all below it, 42.1 for all above.</summary>
    public double? BodyP5C { get; init; }

    public double? BodyMedianC { get; init; }

    public double? BodyP95C { get; init; }

    /// <summary>Attempts that gave a temperature.</summary>
    public long? BodyCount { get; init; }

    public double? AmbientMeanC { get; init; }

    public double? AmbientMinC { get; init; }

    public double? AmbientMaxC { get; init; }

    /// <summary>The same with all counts.</summary>
    internal TrendPoint With(SumTotals totals)
    {
        var sum = totals.Of(code: "", Start.ToUnixTimeSeconds());
        var persons = sum.Normal + sum.Fever + sum.Manual;
        var rate = Trends.FeverRate.Of(sum.Fever, persons);
        return this with
        {
            InServiceS = sum.InServiceSeconds,
            Persons = persons,
            Normal = sum.Normal,
            Fever = sum.Fever,
            Retry = sum.Retry,
            Manual = sum.Manual,
            ConfirmedFever = sum.ManualFever,
            ConfirmedNormal = sum.ManualNormal,
            Inward = sum.Inward,
            Outward = sum.Outward,
            FeverRate = rate?.Rate,
            FeverRateLow = rate?.Low,
            FeverRateHigh = rate?.High,
            BodyP5C = BodyQuantiles.Of(totals.Bins, 0.05),
            BodyMedianC = BodyQuantiles.Of(totals.Bins, 0.5),
            BodyP95C = BodyQuantiles.Of(totals.Bins, 0.95),
            BodyCount = totals.BodyCount,
            AmbientMeanC = sum.AmbientCount > 0 ? Math.Round(sum.AmbientSumCentiC / 100.0 / sum.AmbientCount, 2) : null,
            AmbientMinC = sum.AmbientMinCentiC / 100.0,
            AmbientMaxC = sum.AmbientMaxCentiC / 100.0,
        };
    }
}

/// <summary>Whether an hour, day or week is known.</summary>
public enum TrendState
{
    /// <summary>Every expected gate told all of it; all counts may be zero.</summary>
    Reported = 1,

    /// <summary>An expected gate was silent, has excluded hours, or was out of service for more than ten minutes of an hour or day.</summary>
    Partial = 2,

    /// <summary>Some gate was expected, nothing came, or nothing that is not excluded, and it is over.</summary>
    Silent = 3,

    /// <summary>Not over yet, or its last records are still waited for: for ten minutes.</summary>
    Open = 4,

    /// <summary>It is over and nothing came, nor was to: each gate was closed, or none stood there.</summary>
    NotExpected = 5,
}
