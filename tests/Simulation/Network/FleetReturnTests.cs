using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Tests.Simulation.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>Ten thousand uplinks, as they are in production, lose one broker at one moment.</summary>
public sealed class FleetReturnTests : IBoardClock
{
    private const int Gates = 10_000;

    private const long Second = 1_000_000;

    private const long Bin = Second / 10;

    /// <summary>What a tenth of a second would get, were they spread evenly over ten seconds.</summary>
    private const int EvenBin = Gates / 100;

    private static readonly UplinkOptions Options = new();

    private readonly EventLoop _loop = new(seed: 3);
    private readonly SimulatedProcess _process;
    private readonly FleetBroker _broker;
    private readonly Guid _bootId = Guid.NewGuid();

    public FleetReturnTests()
    {
        _process = new SimulatedProcess(_loop, "gates", 1);
        _broker = new FleetBroker(_process);
    }

    public BoardInstant Now => new(_bootId, _loop.Now);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(90)]
    public void No_tenth_of_a_second_gets_more_than_twice_its_share_of_a_fleet_whose_broker_was_down(int seconds)
    {
        Run(Gates);
        _process.ScheduleBare(_loop.Now, _broker.Stop);
        var stopped = _loop.Now;
        _loop.RunUntil(stopped + seconds * Second);
        _broker.Start();
        _loop.RunUntil(_loop.Now + ((long)Options.BackoffMost.TotalSeconds + 1) * Second);

        Assert.Equal(Gates, _broker.Arrivals.Count);
        Assert.InRange(Fullest(_broker.Tries), 1, 2 * EvenBin);
        Assert.InRange(Fullest(_broker.Arrivals), 1, 2 * EvenBin);
        Assert.InRange(Fullest(_broker.Hellos), 1, 2 * EvenBin);
        Assert.InRange(_broker.Tries.Count, Gates, Gates * 10);
        if (seconds == 0)
            Assert.InRange(_broker.Arrivals.Max() - stopped, 1, 10 * Second);
        Assert.Empty(_loop.Escapes);
    }

    private static int Fullest(List<long> times) => times.GroupBy(time => time / Bin).Max(bin => bin.Count());

    /// <summary>Starts so many, one each millisecond, and waits until all are welcomed.</summary>
    private void Run(int count)
    {
        var clock = new ProcessClock(_process, 0, () => 1_700_000_000 * Second + _loop.Now);
        var options = new FleetOptions { Host = "broker", Port = 1, RatePerSecond = 0, Duration = TimeSpan.Zero, Uplink = Options };
        var gates = new List<LightGate>();
        for (var i = 0; i < count; i++)
        {
            var (seed, credentials) = (i, new GateCredentials(GateId.Parse($"gate-{i:00000}"), "secret"));
            _process.Schedule(_loop.Now + i * 1_000, () =>
            {
                var gate = new LightGate(credentials, options, seed, _broker, this, clock, NullLogger.Instance);
                gates.Add(gate);
                _ = gate.Uplink.RunAsync(CancellationToken.None);
            });
        }

        _loop.RunUntil(_loop.Now + count * 1_000 + Second);
        Assert.Equal(count, gates.Count);
        Assert.All(gates, gate => Assert.True(gate.Uplink.Counters.IsConnected));
    }
}
