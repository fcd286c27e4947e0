namespace Checkpoint.Gateway.Screenings;

/// <summary>Which sensor measures, and what its readings are corrected by. What people usually measure belongs to both.</summary>
/// <param name="OffsetC">As <see cref="ScreeningOptions.OffsetC"/>, °C.</param>
/// <param name="Gain">As <see cref="ScreeningOptions.Gain"/>.</param>
public readonly record struct SensorCorrection(ulong SensorId, double OffsetC, double Gain)
{
    public ScreeningOptions ApplyTo(ScreeningOptions options) => options with { OffsetC = OffsetC, Gain = Gain };
}
