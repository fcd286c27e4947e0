using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>What an attempt came to; temperatures in 0.01 °C, null where there is none.</summary>
public sealed record Verdict(ScreeningOutcome Outcome, ScreeningReason Reason, ScreeningQuality Quality)
{
    public int? BodyCentiC { get; init; }

    /// <summary>Uncorrected.</summary>
    public int? SurfaceCentiC { get; init; }

    public int? AmbientCentiC { get; init; }

    public int? AirCentiC { get; init; }

    /// <summary>In the plateau, or all good ones when there is none.</summary>
    public int SampleCount { get; init; }

    /// <summary>This attempt alone says fever: half of what "fever" needs.</summary>
    public bool SaysFever { get; init; }

    /// <summary>High enough for a second look.</summary>
    public bool IsHigh { get; init; }

    /// <summary>The attempt's record, without seq and time.</summary>
    /// <param name="dwell">From presence to decision.</param>
    /// <param name="firstSeq">Of this person's first attempt; null when this is it.</param>
    public Screening ToRecord(TimeSpan dwell, ScreeningOptions options, long? firstSeq) => new()
    {
        Outcome = Outcome,
        BodyCentiC = BodyCentiC,
        SurfaceCentiC = SurfaceCentiC,
        AmbientCentiC = AmbientCentiC,
        AirCentiC = AirCentiC,
        SampleCount = SampleCount,
        DwellMs = (int)Math.Min(dwell.TotalMilliseconds, RecordLimits.MaxDwellMs),
        Model = options.Model,
        ModelVersion = BodyModels.Version,
        ThresholdCentiC = options.ThresholdCentiC,
        Quality = Quality,
        Reason = Reason,
        FirstSeq = firstSeq,
    };
}
