using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

public class AirSensorsTests
{
    [Fact]
    public void Both_sensors_are_told_apart_by_their_addresses()
    {
        using var bus = new SimulatedSmBus();
        var (vestibule, outdoor) = (new SimulatedBme280(), new SimulatedBme280());
        vestibule.Set(18, 30);
        outdoor.Set(-22, 70);
        bus.Attach(0x76, vestibule);
        bus.Attach(0x77, outdoor);

        var sample = Read(bus, new AirOptions { VestibuleAddress = 0x76, OutdoorAddress = 0x77 });

        Assert.Equal((1800, -2200), (sample.Vestibule!.Value.CentiC, sample.Outdoor!.Value.CentiC));
    }

    [Fact]
    public void What_is_not_fitted_is_not_asked()
    {
        using var bus = new SimulatedSmBus();

        Assert.Equal(new AirSample(null, null), Read(bus, new AirOptions()));
        Assert.False(new AirOptions().HasAny);
    }

    [Fact]
    public void What_is_fitted_and_silent_says_why()
    {
        using var bus = new SimulatedSmBus();

        var sample = Read(bus, new AirOptions { OutdoorAddress = 0x77 });

        Assert.Null(sample.Vestibule);
        Assert.Equal(SensorFailure.Nack, sample.Outdoor!.Value.Failure);
    }

    private static AirSample Read(SimulatedSmBus bus, AirOptions options) => new AirSensors(bus, options, _ => { }).Read();
}
