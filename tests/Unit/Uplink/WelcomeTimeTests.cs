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

    [Fact]
    public void A_time_that_is_told_for_want_of_a_welcome_is_taken_and_lets_no_record_go()
    {
        _bench.Broker.OnHello = null;
        _bench.Append(3);
        _bench.Run();
        UplinkBench.WaitFor(() => _bench.Broker.Hellos.Count == 1);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(60));
        Tell(_bench.Broker.Hellos[0].Nonce);
        UplinkBench.WaitFor(() => _bench.Offered.Count == 1);
        Assert.Equal((30_000, ClockQuality.Welcome), (_bench.Offered[0].ErrorMicroseconds, _bench.Offered[0].Quality));
        _bench.Settle();
        Assert.False(_bench.Uplink.Counters.IsConnected);
        Assert.Empty(_bench.Broker.Batches);

        _bench.Broker.OnHello = hello => Slow(hello, TimeSpan.Zero);
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_time_that_answers_no_hello_or_comes_too_late_is_not_taken()
    {
        _bench.Broker.OnHello = null;
        _bench.Run();
        UplinkBench.WaitFor(() => _bench.Broker.Hellos.Count == 1);
        Tell(_bench.Broker.Hellos[0].Nonce + 1);
        _bench.Time.Advance(TimeSpan.FromSeconds(5.1));
        Tell(_bench.Broker.Hellos[0].Nonce);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 2);
        Assert.Empty(_bench.Offered);
    }

    private void Tell(ulong nonce) => _bench.Broker.Reply(new ToldTime(nonce, UplinkBench.Micros(_bench.Time.GetUtcNow())));

    private Welcome Slow(GateHello hello, TimeSpan roundTrip)
    {
        _bench.Time.Advance(roundTrip);
        return new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow() - roundTrip / 2), 0, true);
    }
}
