namespace Checkpoint.Gateway.Screenings;

/// <summary>From what the sensor said to how warm the skin is.</summary>
public static class SurfaceCorrection
{
    private const double ZeroCelsiusK = 273.15;
    private const double CalibrationVolts = 3.0;
    private const double SupplyEffectCPerVolt = 0.6;

    /// <summary>Supply, then this sensor's own calibration, then the skin's emissivity; °C.</summary>
    /// <param name="reflectedC">The surroundings that the skin mirrors.</param>
    public static double Apply(double surfaceC, double reflectedC, ScreeningOptions options) => ForEmissivity(
        (options.Gain * ForSupply(surfaceC, options.SupplyVolts)) + options.OffsetC, reflectedC, options.Emissivity);

    /// <summary>MLX90614 datasheet rev 13: 0.6 °C a volt, calibrated at 3.0 V.</summary>
    public static double ForSupply(double surfaceC, double supplyVolts) =>
        surfaceC - (SupplyEffectCPerVolt * (supplyVolts - CalibrationVolts));

    /// <summary>The other way round: what a perfect chip, set to ε = 1, says of a surface; °C.</summary>
    public static double Seen(double surfaceC, double reflectedC, double emissivity) => Math.Pow(
        (emissivity * Math.Pow(surfaceC + ZeroCelsiusK, 4)) + ((1 - emissivity) * Math.Pow(reflectedC + ZeroCelsiusK, 4)), 0.25) - ZeroCelsiusK;

    /// <summary>Takes out the surroundings mirrored in the skin: T⁴ = (Tm⁴ - (1-ε) Tr⁴) / ε in kelvin, the chip set to ε = 1.</summary>
    public static double ForEmissivity(double surfaceC, double reflectedC, double emissivity)
    {
        var own = Math.Pow(surfaceC + ZeroCelsiusK, 4) - ((1 - emissivity) * Math.Pow(reflectedC + ZeroCelsiusK, 4));
        return Math.Pow(Math.Max(0, own) / emissivity, 0.25) - ZeroCelsiusK;
    }
}
