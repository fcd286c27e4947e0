using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>How soon one gate connects anew.</summary>
public sealed class ReconnectTests : IDisposable
{
    /// <summary>A step of the bench's time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);

    private readonly UplinkBench _bench = new() { Options = new() { ReconnectSpread = TimeSpan.FromMinutes(10), BackoffMost = TimeSpan.FromMinutes(10) } };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Within_the_spread_a_gate_is_back()
    {
        _bench.Options = new();
        _bench.RunUntilWelcomed();
        for (var connects = 2; connects < 12; connects++)
        {
            _bench.Broker.Break();
            _bench.PassUntil(() => _bench.Broker.Connects == connects, TimeSpan.FromSeconds(10) + Step);
            UplinkBench.WaitFor(() => _bench.Uplink.Counters.IsConnected);
        }
    }

    [Fact]
    public void A_fever_made_while_the_gate_waits_to_connect_brings_it_back_within_two_seconds()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.Break();
        UplinkBench.WaitFor(() => _bench.Broker.Disposed == 1);
        MakeFever();
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(2) + Step);
    }

    [Fact]
    public void A_fever_made_just_before_the_connection_was_lost_brings_it_back_within_two_seconds()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = null;
        MakeFever();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(2) + Step);
    }

    [Fact]
    public void One_fever_hurries_one_return_and_a_normal_screening_none()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.RefusesConnections = true;
        _bench.Broker.Break();
        UplinkBench.WaitFor(() => _bench.Broker.Disposed == 1);
        MakeFever();
        _bench.PassUntil(() => _bench.Broker.Connects == 2, TimeSpan.FromSeconds(2) + Step);
        _bench.Append(5);
        var end = _bench.Time.GetUtcNow() + TimeSpan.FromSeconds(5);
        while (_bench.Time.GetUtcNow() < end)
        {
            _bench.Time.Advance(Step);
            _bench.Settle();
        }

        Assert.Equal(2, _bench.Broker.Connects);
    }

    [Fact]
    public void A_reply_that_the_broker_has_retained_answers_nothing()
    {
        _bench.Broker.OnBatch = null;
        _bench.Append(4);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Broker.Reply(FakeBroker.AckOf(_bench.Broker.Batches[0]), retained: true);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 1);
        _bench.Broker.Reply(new BusyAck(new StreamId(7), TimeSpan.FromSeconds(1)));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.WaitsAsked == 1);
        Assert.Equal(4, _bench.Outbox.Pending);
    }

    private void MakeFever() => _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
}
