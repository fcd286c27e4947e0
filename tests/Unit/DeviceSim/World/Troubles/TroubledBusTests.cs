using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.DeviceSim.World.Troubles;

/// <summary>Troubles of the wires, as the real driver meets them.</summary>
public sealed class TroubledBusTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(TroubleKind.BusHigh)]
    [InlineData(TroubleKind.BusLow)]
    public void A_stuck_bus_fails_every_reading_for_its_time_and_no_longer(TroubleKind kind)
    {
        var sensor = Sensor(kind, 0, tries: 3);

        Assert.True(sensor.ReadObject().IsGood);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(SensorFailure.PecMismatch, sensor.ReadObject().Failure));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(sensor.ReadObject().IsGood);
    }

    [Theory]
    [InlineData(TroubleKind.LooseWire, 0.05)]
    [InlineData(TroubleKind.NoisyCable, 0.01)]
    public void A_bad_wire_fails_its_share_of_transactions(TroubleKind kind, double share)
    {
        var sensor = Sensor(kind, share, tries: 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        var failures = Enumerable.Range(0, 10_000).Select(_ => sensor.ReadObject().Failure).Where(failure => failure != 0).ToList();

        Assert.InRange(failures.Count, 8_000 * share, 12_000 * share);
        Assert.All(failures, failure => Assert.Equal(
            kind == TroubleKind.LooseWire ? SensorFailure.Nack : SensorFailure.PecMismatch, failure));
    }

    private Mlx90614 Sensor(TroubleKind kind, double size, int tries)
    {
        var begin = _time.GetUtcNow().AddSeconds(10);
        var bus = new SimulatedSmBus();
        bus.Attach(SimulatedMlx90614.DefaultAddress, new SimulatedMlx90614());
        var plan = TroublePlan.Of(new Trouble(kind, begin, begin.AddSeconds(60), size));
        return new Mlx90614(new TroubledBus(bus, plan, _time, new Random(1)), new SensorOptions { Tries = tries });
    }
}
