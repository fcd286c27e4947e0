namespace Checkpoint.Contract.Records;

/// <summary>
/// Counts to be added to one hour or day of the gate's time zone. Each screening and passage is counted in exactly one hour
/// record and one day record; sums over all records of a span are its truth, and one of zeros says "open, and nobody came".
/// </summary>
public sealed record Summary : GateRecord
{
    public required SummarySpan Span { get; init; }

    /// <summary>Start of the hour or day, seconds since 1970 UTC.</summary>
    public required long StartSeconds { get; init; }

    public int Normal { get; init; }

    public int Fever { get; init; }

    public int Retry { get; init; }

    public int Manual { get; init; }

    /// <summary>Volunteers' verdicts by contact thermometer: fevers confirmed.</summary>
    public int ManualFever { get; init; }

    /// <summary>Volunteers' verdicts by contact thermometer: found normal.</summary>
    public int ManualNormal { get; init; }

    public int Inward { get; init; }

    public int Outward { get; init; }

    /// <summary>Seconds of the span in which the gate was able to screen, not yet told by an earlier record.</summary>
    public int InServiceSeconds { get; init; }

    public int AmbientCount { get; init; }

    /// <summary>Sum of the ambient temperatures of the screenings counted, 0.01 °C.</summary>
    public long AmbientSumCentiC { get; init; }

    /// <summary>0 when <see cref="AmbientCount"/> is 0, as is the maximum.</summary>
    public int AmbientMinCentiC { get; init; }

    public int AmbientMaxCentiC { get; init; }

    /// <summary>Body temperatures of the screenings counted.</summary>
    public BodyHistogram Histogram { get; init; } = BodyHistogram.Empty;
}

public enum SummarySpan
{
    Hour = 1,
    Day = 2,
}
