namespace Checkpoint.Gateway.Screenings;

/// <summary>Which temperatures to read. Each reading disturbs the chip a little, so none is taken that is not used.</summary>
public enum SampleNeed
{
    /// <summary>Nobody is there; how the sensor's own temperature drifts is watched.</summary>
    Ambient = 1,
    Surface = 2,
    SurfaceAndAmbient = 3,
}
