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
}
