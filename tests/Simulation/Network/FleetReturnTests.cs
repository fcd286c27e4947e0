using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>
/// Ten thousand gates come back, each by the uplink that runs on gates, in virtual time: how many of them in the worst second, and
/// when the last.
/// </summary>
public sealed class FleetReturnTests
{
    private const int Gates = 10_000;

    private const long Second = 1_000_000;

    /// <summary>
    /// In any second, of a fleet that all lose the broker or all get power at one moment: spread evenly over ten seconds, and half
    /// more, for those whose first try was too early and whose second, spread over twenty, comes among the others' first.
    /// </summary>
    private const int MostASecond = Gates / 10 * 3 / 2;

    private readonly EventLoop _loop = new(1);

    private readonly FleetBroker _broker;

    private readonly SimulatedProcess _gates;

    public FleetReturnTests() => _broker = new FleetBroker(_gates = new SimulatedProcess(_loop, "gates", 1));

    [Fact]
    public void When_the_power_returns_they_come_within_ten_seconds_and_never_many_more_at_once_than_an_even_spread()
    {
        Boot(uptime: 0);
        Pass(10);
        Assert.Equal(Gates, _broker.Connects.Count);
        Assert.InRange(Worst(_broker.Connects, since: 0), 1, MostASecond);
        Pass(2);
        Assert.Equal(Gates, _broker.Welcomed);
    }

    [Fact]
    public void A_gateway_that_is_started_anew_on_a_board_that_runs_connects_at_once()
    {
        Boot(uptime: 3_600, gates: 1);
        Pass(1);
        Assert.Equal(1, _broker.Welcomed);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(5, 60)]
    [InlineData(120, 60)]
    public void When_the_broker_returns_they_come_within_a_bound_and_never_many_more_at_once_than_an_even_spread(int awaySeconds, int backWithin)
    {
        Boot(uptime: 0);
        Pass(60);
        _broker.Break();
        Pass(awaySeconds);
        var back = _loop.Now;
        _broker.IsUp = true;
        Pass(backWithin + 1);
        Assert.Equal(Gates, _broker.Welcomed);
        Assert.InRange(Worst(_broker.Connects, back), 1, MostASecond);
    }

    [Fact]
    public void When_the_cloud_behind_the_broker_returns_they_ask_it_within_a_minute_and_never_many_more_at_once_than_an_even_spread()
    {
        _broker.HasCloud = false;
        Boot(uptime: 0);
        Pass(120);
        Assert.Equal(Gates, _broker.Open);
        var back = _loop.Now;
        _broker.HasCloud = true;
        Pass(61);
        Assert.Equal(Gates, _broker.Welcomed);
        Assert.InRange(Worst(_broker.Hellos, back), 1, MostASecond);
    }

    /// <param name="uptime">Of the boards, when their gateways start, seconds.</param>
    private void Boot(long uptime, int gates = Gates)
    {
        for (var number = 0; number < gates; number++)
        {
            var (gate, seed) = (GateId.Parse($"gate-{number}"), number);
            _gates.Schedule(_loop.Now, () => Start(gate, seed, uptime * Second));
        }
    }

    private void Start(GateId gate, int seed, long uptime)
    {
        var board = new Board(_loop, _loop.Now - uptime);
        var clock = new ProcessClock(_gates, 0, () => RecordLimits.MinTimeMicroseconds + _loop.Now);
        var uplink = new Uplink(
            new UplinkIdentity(gate, "1.2.3", $"board-{seed}"),
            new UplinkOptions(),
            () => new MqttConnectionOptions { Host = "broker", ClientId = "" },
            _broker,
            new MemoryOutbox(new StreamId((ulong)seed + 1)),
            board,
            board,
            clock,
            Seeds.Random(1, 30, seed),
            NullLogger.Instance);
        _ = uplink.RunAsync(CancellationToken.None);
    }

    private void Pass(int seconds) => _loop.RunUntil(_loop.Now + seconds * Second);

    /// <summary>How many in the worst stretch of a second, wherever it begins.</summary>
    private static int Worst(List<long> times, long since)
    {
        var (worst, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            if (times[last] < since)
                continue;
            while (times[first] <= times[last] - Second || times[first] < since)
                first++;
            worst = Math.Max(worst, last - first + 1);
        }

        return worst;
    }

    private sealed class Board(EventLoop loop, long booted) : IBoardClock, ITimeSink
    {
        private readonly Guid _boot = Guid.NewGuid();

        public BoardInstant Now => new(_boot, loop.Now - booted);

        public bool WantsWelcome => false;

        public DateTimeOffset? ToldNow => null;

        public void Offer(BootOffset offset)
        {
        }
    }
}
