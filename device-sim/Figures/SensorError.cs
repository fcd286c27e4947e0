using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>How wrong one medical MLX90614 is, by the accuracy its datasheet (rev 13, figs 22 and 24) promises.</summary>
internal static class SensorError
{
    private const int SeedShift = 4_000_037;

    /// <summary>A seed's sensor is wrong by as many deviations wherever it hangs; the promise is taken for two of them.</summary>
    public static double Of(int seed, ScreeningCell cell)
    {
        var deviations = new Random(unchecked(seed + SeedShift)).Normal(1);
        return deviations * PromisedC(cell.Site.Indoors is null ? cell.OutdoorC : cell.World(0).VestibuleC) / 2;
    }

    /// <param name="sensorC">The sensor's own temperature.</param>
    public static double PromisedC(double sensorC) => sensorC switch
    {
        >= 16 => 0.2,
        >= 0 => 0.5,
        >= -20 => 1,
        _ => 2,
    };
}
