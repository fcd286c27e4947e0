namespace Checkpoint.DeviceSim.World;

/// <summary>Always the same, where the weather itself is what is varied.</summary>
public sealed class SteadyWeather(double outdoorC) : IWeather
{
    public double OutdoorC(DateTimeOffset time) => outdoorC;
}
