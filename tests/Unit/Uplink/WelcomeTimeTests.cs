using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Uplink;

public sealed class WelcomeTimeTests : IDisposable
{
    private readonly UplinkBench _bench = new() { WantsWelcome = true };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Time_is_taken_from_the_welcome_and_asked_for_again_while_it_is_the_only_clock()
    {
        _bench.RunUntilWelcomed();
        _bench.PassUntil(() => _bench.Offered.Count >= 2, TimeSpan.FromMinutes(6));
        Assert.All(_bench.Offered, offset => Assert.Equal(ClockQuality.Welcome, offset.Quality));
        Assert.Equal(
            new DateTimeOffset(2026, 2, 10, 11, 0, 0, TimeSpan.Zero),
            DateTimeOffset.UnixEpoch.AddTicks(_bench.Offered[0].OffsetMicroseconds * 10));
    }

    [Fact]
    public void A_slow_first_welcome_is_asked_for_again_and_the_best_one_tells_the_time()
    {
        var roundTrips = new Queue<int>([150, 4, 1]);
        _bench.Broker.OnHello = hello => Slow(hello, TimeSpan.FromMilliseconds(roundTrips.Dequeue()));
        _bench.RunUntilWelcomed();
        Assert.Equal(2_000, Assert.Single(_bench.Offered).ErrorMicroseconds);
        Assert.Equal(2, _bench.Broker.Hellos.Count);
    }

    [Fact]
    public void Over_a_slow_link_the_best_of_few_welcomes_has_to_do()
    {
        _bench.Broker.OnHello = hello => Slow(hello, TimeSpan.FromMilliseconds(180 + 20 * _bench.Broker.Hellos.Count));
        _bench.RunUntilWelcomed();
        Assert.Equal(100_000, Assert.Single(_bench.Offered).ErrorMicroseconds);
        Assert.InRange(_bench.Broker.Hellos.Count, 2, 5);
    }

    [Fact]
    public void A_time_that_may_be_a_quarter_of_a_second_off_is_asked_for_longer()
    {
        var roundTrips = new Queue<int>([1900, 1100, 900, 40]);
        _bench.Broker.OnHello = hello => Slow(hello, TimeSpan.FromMilliseconds(roundTrips.Dequeue()));
        _bench.RunUntilWelcomed();
        Assert.Equal(20_000, Assert.Single(_bench.Offered).ErrorMicroseconds);
    }

    private Welcome Slow(GateHello hello, TimeSpan roundTrip)
    {
        _bench.Time.Advance(roundTrip);
        return new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow() - roundTrip / 2), 0, true);
    }
}
