using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;
using Xunit.Abstractions;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>What a gate with a backlog sends while the cloud takes nothing, in bytes, hour by hour.</summary>
public sealed class OutageTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>
    /// Around an MQTT payload at QoS 1: TCP/IP headers of the packet (52), of its acknowledgement (52), of the PUBACK (52)
    /// and of that one's (52), MQTT's own header with alias and expiry (16), the PUBACK (5).
    /// </summary>
    private const int OverheadBytes = 4 * 52 + 16 + 5;

    /// <summary>An answer of the cloud: its packet, the acknowledgement, the topic and the payload.</summary>
    private const int AnswerBytes = 2 * 52 + 60;

    /// <summary>SYN, SYN-ACK, CONNECT with a will, CONNACK, SUBSCRIBE, SUBACK, status, and the end of it.</summary>
    private const int ConnectBytes = 1200;

    private readonly UplinkBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void With_the_database_down_a_gate_spends_less_than_100_kB_an_hour_and_sends_one_record_a_time()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = batch => new BusyAck(batch.Stream, TimeSpan.FromSeconds(2));
        _bench.Append(5000);
        var bytes = BytesOfAnHour();
        Assert.InRange(bytes, 5_000, 100_000);

        // What its window held had left before the first answer came.
        Assert.All(_bench.Broker.Batches.SkipWhile(batch => batch.Records.Count > 1), batch => Assert.Single(batch.Records));
        EndsWithin(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void With_acks_lost_a_gate_spends_less_than_50_kB_an_hour()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = null;
        _bench.Append(5000);
        Assert.InRange(BytesOfAnHour(), 2_000, 50_000);
        EndsWithin(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void With_the_cloud_down_a_gate_spends_less_than_100_kB_an_hour()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.PubAck = new MqttReason(MqttReason.NoMatchingSubscribers, "no matching subscribers");
        _bench.Append(5000);
        Assert.InRange(BytesOfAnHour(), 5_000, 100_000);
        EndsWithin(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void With_the_broker_down_a_gate_spends_less_than_250_kB_an_hour()
    {
        _bench.Broker.RefusesConnections = true;
        _bench.Append(5000);
        _bench.Run();
        Assert.InRange(BytesOfAnHour(), 10_000, 250_000);
        _bench.Broker.RefusesConnections = false;
        EndsWithin(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_gate_that_is_not_registered_spends_less_than_50_kB_an_hour()
    {
        var known = false;
        _bench.Broker.OnHello = hello => new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow()), 0, known);
        _bench.Append(5000);
        _bench.Run();
        Assert.InRange(BytesOfAnHour(), 5_000, 50_000);
        known = true;
        EndsWithin(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_gate_struck_from_the_registry_while_connected_spends_less_than_100_kB_an_hour()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = batch => new UnknownAck(batch.Stream, TimeSpan.FromSeconds(10));
        _bench.Append(5000);
        Assert.InRange(BytesOfAnHour(), 5_000, 100_000);
        EndsWithin(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_new_fever_is_tried_within_two_seconds_of_an_outage_of_hours()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = batch => new BusyAck(batch.Stream, TimeSpan.FromMilliseconds(100));
        _bench.Append(100);
        BytesOfAnHour();
        for (var fever = 101; fever <= 110; fever++)
        {
            var before = _bench.Broker.Batches.Count;
            _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
            _bench.PassUntil(() => _bench.Broker.Batches.Count > before, TimeSpan.FromSeconds(2.25));
            Assert.Equal(101, _bench.Broker.Batches[before].Records[0].Seq);
        }
    }

    [Fact]
    public void A_new_fever_waits_as_long_as_the_cloud_has_asked()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.OnBatch = batch => new BusyAck(batch.Stream, TimeSpan.FromSeconds(40));
        _bench.Append(1);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.WaitsAsked == 1);
        var asked = _bench.Time.GetUtcNow();
        _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
        _bench.PassUntil(() => _bench.Broker.Batches.Count == 2, TimeSpan.FromMinutes(3));
        Assert.True(_bench.Time.GetUtcNow() - asked >= TimeSpan.FromSeconds(40));
    }

    private int BytesOfAnHour()
    {
        var (publications, payload) = Sent();
        var connects = _bench.Broker.Connects;
        var end = _bench.Time.GetUtcNow() + TimeSpan.FromHours(1);
        while (_bench.Time.GetUtcNow() < end)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(2));
            _bench.Settle();
        }

        var (publicationsNow, payloadNow) = Sent();
        var bytes = payloadNow - payload
            + (publicationsNow - publications) * (OverheadBytes + AnswerBytes)
            + (_bench.Broker.Connects - connects) * ConnectBytes;
        output.WriteLine($"{bytes / 1000.0:f1} kB in the first hour, {publicationsNow - publications} messages, {_bench.Broker.Connects - connects} connections");
        return bytes;
    }

    private (int Publications, int Payload) Sent()
    {
        var publications = _bench.Broker.Publications;
        return (publications.Count, publications.Sum(publication => publication.Payload.Length));
    }

    private void EndsWithin(TimeSpan time)
    {
        _bench.Broker.PubAck = MqttReason.Success;
        _bench.Broker.OnBatch = FakeBroker.AckOf;
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, time);
    }
}
