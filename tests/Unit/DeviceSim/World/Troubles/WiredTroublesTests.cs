using Checkpoint.Contract;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.World;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.DeviceSim.World.Troubles;

/// <summary>Troubles that have a line of their own, on that line.</summary>
public sealed class WiredTroublesTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Housing_and_mains_change_their_lines_for_the_time_of_the_trouble()
    {
        SynchronizationContext.SetSynchronizationContext(null); // what waits for the time goes on within Advance
        var lines = SiteWiring.Of(GateKind.Pedestrian);
        using var gpio = new SimulatedGpio(new LinuxBoardClock());
        var plan = TroublePlan.Of(
            Trouble(TroubleKind.Tamper, fromHours: 30, toHours: 31), Trouble(TroubleKind.PowerCut, fromHours: 40, toHours: 41));
        using var stop = new CancellationTokenSource();
        var run = new WiredTroubles(plan, new LaneWalk(gpio, lines, new VisitTimes(), _time), _time).RunAsync(stop.Token);
        var seen = new List<(bool Tamper, bool PowerFail)>();
        for (var hour = 0; hour < 45; hour++)
        {
            var now = (gpio.IsHigh(lines.Tamper.Line), !gpio.IsHigh(lines.PowerFail.Line));
            if (seen.Count == 0 || seen[^1] != now)
                seen.Add(now);
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([(false, false), (true, false), (false, false), (false, true), (false, false)], seen);
        Assert.True(run.IsCompleted);
    }

    private Trouble Trouble(TroubleKind kind, double fromHours, double toHours) =>
        new(kind, _time.GetUtcNow().AddHours(fromHours), _time.GetUtcNow().AddHours(toHours), 0);
}
