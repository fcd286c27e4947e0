using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Counts over time, one series for each gate, community, street or district asked for.</summary>
public sealed record TrendAnswer(SummarySpan By, string TimeZone, IReadOnlyList<TrendSeries> Series);

/// <param name="Code">Gate id or place code.</param>
/// <param name="Name">As the registry now has it; null for what it no longer has.</param>
public sealed record TrendSeries(string Code, LocalName? Name, IReadOnlyList<TrendPoint> Points);

/// <summary>One hour or day. Counts are null when it is silent: absence never looks like zero.</summary>
/// <param name="State">Silent when no gate has sent a summary of it.</param>
/// <param name="Persons">Verdicts: normal, fever and manual. Retries are attempts of the same persons.</param>
/// <param name="ConfirmedFever">
/// Volunteers' verdicts by contact thermometer, counted when they were given: on those who came out as fever or manual.
/// </param>
/// <param name="InServiceS">Seconds in which gates were able to screen, all gates together.</param>
public sealed record TrendPoint(
    DateTimeOffset Start,
    TrendState State,
    long? Persons,
    long? Normal,
    long? Fever,
    long? Retry,
    long? Manual,
    long? ConfirmedFever,
    long? ConfirmedNormal,
    long? Inward,
    long? Outward,
    long? InServiceS,
    double? AmbientMeanC,
    double? AmbientMinC,
    double? AmbientMaxC);

/// <summary>Whether an hour or day is known.</summary>
public enum TrendState
{
    /// <summary>At least one summary came; all counts may be zero.</summary>
    Reported = 1,

    /// <summary>None came.</summary>
    Silent = 2,
}
