namespace Checkpoint.CloudIngest.Store;

/// <summary>All summaries of one hour or day of one gate, community, street or district, added up.</summary>
public sealed record SummarySum
{
    /// <summary>Start of the hour or day, seconds since 1970 UTC.</summary>
    public required long StartSeconds { get; init; }

    /// <summary>Gate id or place code.</summary>
    public required string Code { get; init; }

    public long Normal { get; init; }

    public long Fever { get; init; }

    public long Retry { get; init; }

    public long Manual { get; init; }

    /// <summary>Volunteers' verdicts by contact thermometer.</summary>
    public long ManualFever { get; init; }

    public long ManualNormal { get; init; }

    public long Inward { get; init; }

    public long Outward { get; init; }

    /// <summary>Of all gates together.</summary>
    public long InServiceSeconds { get; init; }

    public long AmbientCount { get; init; }

    public long AmbientSumCentiC { get; init; }

    /// <summary>Null when no ambient temperature was counted.</summary>
    public int? AmbientMinCentiC { get; init; }

    public int? AmbientMaxCentiC { get; init; }

    /// <summary>Both together, of this one's code and start.</summary>
    public SummarySum Plus(SummarySum other) => this with
    {
        Normal = Normal + other.Normal,
        Fever = Fever + other.Fever,
        Retry = Retry + other.Retry,
        Manual = Manual + other.Manual,
        ManualFever = ManualFever + other.ManualFever,
        ManualNormal = ManualNormal + other.ManualNormal,
        Inward = Inward + other.Inward,
        Outward = Outward + other.Outward,
        InServiceSeconds = InServiceSeconds + other.InServiceSeconds,
        AmbientCount = AmbientCount + other.AmbientCount,
        AmbientSumCentiC = AmbientSumCentiC + other.AmbientSumCentiC,
        AmbientMinCentiC = AmbientMinCentiC is { } min && other.AmbientMinCentiC is { } otherMin ? Math.Min(min, otherMin) : AmbientMinCentiC ?? other.AmbientMinCentiC,
        AmbientMaxCentiC = AmbientMaxCentiC is { } max && other.AmbientMaxCentiC is { } otherMax ? Math.Max(max, otherMax) : AmbientMaxCentiC ?? other.AmbientMaxCentiC,
    };
}
