namespace Checkpoint.DeviceSim.World;

/// <summary>The air outside.</summary>
public interface IWeather
{
    double OutdoorC(DateTimeOffset time);
}
