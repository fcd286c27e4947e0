using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Uplink;

public sealed class UplinkTests : IDisposable
{
    private readonly UplinkBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Nothing_is_sent_before_the_welcome_and_all_of_it_after()
    {
        var welcome = _bench.Broker.OnHello;
        _bench.Broker.OnHello = null;
        _bench.Append(3);
        _bench.Run();
        UplinkBench.WaitFor(() => _bench.Broker.Hellos.Count == 1);
        Assert.Empty(_bench.Broker.Batches);
        _bench.Broker.OnHello = welcome;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(15));
        Assert.Equal([1, 2, 3], _bench.Broker.Seqs);
        Assert.Equal((3, "1.2.3", "board-1"), (_bench.Broker.Hellos[0].MadeThrough, _bench.Broker.Hellos[0].Software, _bench.Broker.Hellos[0].Board));
    }

    [Fact]
    public void A_backlog_goes_first_in_a_small_batch_and_then_in_full_ones_within_the_limits()
    {
        _bench.Append(1700);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Assert.Equal([170, 500, 500, 500, 30], _bench.Broker.Batches.Select(batch => batch.Records.Count));
        Assert.All(_bench.Broker.Publications, publication => Assert.InRange(publication.Payload.Length, 1, RecordLimits.MaxBatchBytes));
        Assert.Equal(1700, _bench.Uplink.Counters.RecordsStored);
    }

    [Fact]
    public void A_live_record_goes_at_once_and_before_the_backlog()
    {
        _bench.Append(2000);
        _bench.Broker.OnBatch = null;
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Append(1);
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        _bench.Broker.Reply(FakeBroker.AckOf(_bench.Broker.Batches[0]));
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Assert.Equal(2001, Assert.Single(_bench.Broker.Batches[1].Records).Seq);
    }

    [Fact]
    public void A_trickle_of_live_records_over_a_slow_link_does_not_hold_the_backlog_back()
    {
        _bench.Append(1200);
        _bench.Broker.OnBatch = null;
        _bench.RunUntilWelcomed();
        var answered = 0;
        for (var round = 0; _bench.Outbox.Pending > 0; round++)
        {
            Assert.InRange(round, 0, 14);
            UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0 || _bench.Broker.Batches.Count > answered);
            if (round < 12)
                _bench.Append(1);
            _bench.Time.Advance(TimeSpan.FromSeconds(3));
            foreach (var batch in _bench.Broker.Batches.Skip(answered))
            {
                _bench.Broker.Reply(FakeBroker.AckOf(batch));
                answered++;
            }
        }
    }

    [Fact]
    public void A_fever_goes_at_once_though_the_window_is_full()
    {
        _bench.Append(2000);
        _bench.Broker.OnBatch = null;
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 2);
        Assert.Equal(2001, Assert.Single(_bench.Broker.Batches[1].Records).Seq);
        _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        foreach (var batch in _bench.Broker.Batches)
            _bench.Broker.Reply(FakeBroker.AckOf(batch));
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Assert.Equal(Enumerable.Range(1, 2002).Select(seq => (long)seq), _bench.Broker.Seqs.Order());
    }

    [Fact]
    public void Without_an_ack_a_batch_is_sent_again_after_the_timeout_and_one_at_a_time()
    {
        _bench.Broker.OnBatch = null;
        _bench.Append(1200);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.PassUntil(() => _bench.Broker.Batches.Count == 2, TimeSpan.FromMinutes(5));
        Assert.True(_bench.Now.BoottimeMicroseconds - 3_600_000_000 >= 29_000_000);
        Assert.Equal(_bench.Broker.Batches[0].Records[0].Seq, _bench.Broker.Batches[1].Records[0].Seq);
        Assert.Equal(1, _bench.Uplink.Counters.AckTimeouts);
        Assert.Equal(1200, _bench.Outbox.Pending);
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_late_ack_for_a_batch_given_up_still_counts()
    {
        _bench.Broker.OnBatch = null;
        _bench.Append(5);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.PassUntil(() => _bench.Uplink.Counters.AckTimeouts == 1, TimeSpan.FromSeconds(35));
        _bench.Broker.Reply(FakeBroker.AckOf(_bench.Broker.Batches[0]));
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
    }

    [Fact]
    public void Forged_and_stale_acks_free_nothing_and_are_counted()
    {
        _bench.Broker.OnBatch = null;
        _bench.Append(600);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Broker.Reply(new StoredAck(new StreamId(8), [new SeqRange(1, 600)]));
        _bench.Broker.Reply(new StoredAck(new StreamId(7), [new SeqRange(171, 600)]));
        _bench.Broker.Reply(new RejectedAck(new StreamId(7), [new RejectedRange(new SeqRange(1000, RecordLimits.MaxSeq), "no")]));
        _bench.Broker.Reply(new Welcome(1, UplinkBench.Micros(_bench.Time.GetUtcNow()), 900, true));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 4);
        Assert.Equal(600, _bench.Outbox.Pending);

        // One that is true in part counts for that part.
        _bench.Broker.Reply(new StoredAck(new StreamId(7), [new SeqRange(169, 180)]));
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 598);
        _bench.Broker.Reply(new StoredAck(new StreamId(7), [new SeqRange(169, 170)]));
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.StrayAnswers == 6);
        Assert.Equal(598, _bench.Outbox.Pending);
    }

    [Fact]
    public void Garbage_on_the_replies_topic_is_counted_and_changes_nothing()
    {
        _bench.RunUntilWelcomed();
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var garbage = new byte[random.Next(0, 200)];
            random.NextBytes(garbage);
            _bench.Broker.Reply(garbage);
        }

        UplinkBench.WaitFor(() => _bench.Uplink.Counters.MalformedReplies > 400);
        _bench.Append(1);
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Busy_and_unknown_are_waited_out_as_long_as_asked(bool unknown)
    {
        var refusals = 0;
        _bench.Broker.OnBatch = batch => refusals++ > 0 ? FakeBroker.AckOf(batch)
            : unknown ? new UnknownAck(batch.Stream, TimeSpan.FromSeconds(5)) : new BusyAck(batch.Stream, TimeSpan.FromSeconds(5));
        _bench.Append(3);
        var start = _bench.Time.GetUtcNow();
        _bench.RunUntilWelcomed();
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(5));
        Assert.True(_bench.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2, 3, 1, 2, 3], _bench.Broker.Seqs);
        Assert.Equal([3, 1, 2], _bench.Broker.Batches.Select(batch => batch.Records.Count));
        Assert.Equal(1, _bench.Uplink.Counters.WaitsAsked);
    }

    [Fact]
    public void With_nobody_subscribed_records_are_kept_and_the_cloud_is_asked_again_without_hammering()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.PubAck = new MqttReason(MqttReason.NoMatchingSubscribers, "no matching subscribers");
        _bench.Append(10);
        _bench.PassUntil(() => _bench.Broker.Hellos.Count >= 6, TimeSpan.FromMinutes(3));
        Assert.Equal((10, 1), (_bench.Outbox.Pending, _bench.Uplink.Counters.Undelivered));
        Assert.InRange(_bench.Broker.Hellos.Count, 6, 8);
        _bench.Broker.PubAck = MqttReason.Success;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_gate_that_is_not_registered_asks_again_until_it_is()
    {
        var known = false;
        _bench.Broker.OnHello = hello => new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow()), 0, known);
        _bench.Append(2);
        _bench.Run();
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 3, TimeSpan.FromSeconds(40));
        Assert.Empty(_bench.Broker.Batches);
        known = true;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(34));
    }

    [Fact]
    public void Refused_records_leave_the_way_free_for_the_others()
    {
        _bench.Broker.OnBatch = batch => new RejectedAck(batch.Stream, [new RejectedRange(new SeqRange(2, 2), "body_out_of_range")]);
        _bench.Append(3);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Outbox.Rejected == 1);
        _bench.Broker.Reply(new StoredAck(new StreamId(7), [new SeqRange(1, 1), new SeqRange(3, 3)]));
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Assert.Equal((2L, 1L), (_bench.Outbox.Stored, _bench.Outbox.Rejected));
    }

    [Fact]
    public void After_a_lost_connection_the_old_one_is_disposed_and_what_was_on_its_way_goes_again()
    {
        _bench.Broker.OnBatch = null;
        _bench.Append(4);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Batches.Count == 1);
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromSeconds(15));
        Assert.Equal((2, 1), (_bench.Broker.Connects, _bench.Broker.Disposed));
        Assert.Equal(2, _bench.Broker.Hellos.Count);
    }

    [Fact]
    public void A_broker_that_refuses_is_tried_less_and_less_often()
    {
        _bench.Broker.RefusesConnections = true;
        _bench.Run();
        _bench.PassUntil(() => _bench.Broker.Connects == 8, TimeSpan.FromMinutes(5));
        Assert.Equal(8, _bench.Uplink.Counters.ConnectFailures);
        _bench.Broker.RefusesConnections = false;
        _bench.PassUntil(() => _bench.Uplink.Counters.IsConnected, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void The_gate_is_announced_online_with_a_will_that_says_offline()
    {
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Broker.Publications.Count == 2);
        Assert.Equal(GateState.Offline, GateStatus.TryParse(_bench.Broker.Greeting!.Will!.Payload.Span)!.State);
        Assert.True(_bench.Broker.Greeting.Will.Retain);
        var online = _bench.Broker.Publications.Single(publication => publication.Topic.EndsWith("/status", StringComparison.Ordinal));
        Assert.Equal(new GateStatus(GateState.Online, "1.2.3"), GateStatus.TryParse(online.Payload.Span));
        Assert.True(online.Retain);
        Assert.Equal("gate-1", _bench.Broker.Greeting.ClientId);
    }

    [Fact]
    public void Certificates_are_checked_by_the_time_that_the_cloud_told_and_not_by_dates_before_it_has()
    {
        _bench.Tls = new MqttTlsOptions { CaFile = "ca.pem" };
        _bench.RunUntilWelcomed();
        Assert.Equal(CertificateDates.Unchecked, _bench.Broker.Greeting!.Tls!.Dates);
        _bench.ToldNow = new DateTimeOffset(2026, 2, 10, 12, 0, 1, TimeSpan.Zero);
        _bench.Broker.Break();
        _bench.PassUntil(() => _bench.Broker.Connects == 2, TimeSpan.FromSeconds(10.25));
        Assert.Equal(CertificateDates.At(_bench.ToldNow.Value), _bench.Broker.Greeting!.Tls!.Dates);
    }

    [Fact]
    public async Task When_stopped_it_says_that_the_gate_is_offline()
    {
        _bench.RunUntilWelcomed();
        await _bench.StopAsync();
        Assert.Equal(GateState.Offline, GateStatus.TryParse(_bench.Broker.Publications[^1].Payload.Span)!.State);
        Assert.Equal(1, _bench.Broker.Disposed);
    }

    [Fact]
    public void Batches_expire_at_the_broker_when_the_uplink_gives_them_up()
    {
        _bench.Append(1);
        _bench.RunUntilWelcomed();
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        var records = _bench.Broker.Publications.Single(publication => publication.Topic.EndsWith("/records", StringComparison.Ordinal));
        Assert.Equal((TimeSpan.FromSeconds(30), false, MqttQos.AtLeastOnce), (records.Expiry, records.Retain, records.Qos));
    }
}
