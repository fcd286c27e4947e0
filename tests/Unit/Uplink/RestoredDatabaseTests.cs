using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>A cloud that has less than it had: how a gate learns of it, before its next record hides it.</summary>
public sealed class RestoredDatabaseTests : IDisposable
{
    private static readonly MqttReason Nobody = new(MqttReason.NoMatchingSubscribers, "no matching subscribers");

    private readonly UplinkBench _bench = new();
    private readonly WatchedReplays _reader;
    private long _highest;

    public RestoredDatabaseTests()
    {
        _bench.Reader = _reader = new WatchedReplays(_bench.Outbox);
        _bench.Broker.OnHello = Welcome;
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_cloud_that_was_away_is_asked_what_it_has_before_it_gets_another_record()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.PubAck = Nobody;
        _bench.Append(1);
        UplinkBench.WaitFor(() => _bench.Uplink.Counters.Undelivered == 1);
        (_bench.Broker.PubAck, _bench.Broker.OnHello) = (MqttReason.Success, null);
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 3, TimeSpan.FromSeconds(30));
        Assert.Single(_bench.Broker.Batches);

        (_highest, _bench.Broker.OnHello) = (7, Welcome);
        _bench.PassUntil(() => _bench.Outbox.Pending == 0, TimeSpan.FromMinutes(1));
        Assert.Equal([0, 7], _reader.Asked);
    }

    [Fact]
    public void A_new_fever_asks_a_cloud_that_was_away_within_two_seconds()
    {
        _bench.RunUntilWelcomed();
        _bench.Broker.PubAck = Nobody;
        _bench.Append(1);
        _bench.PassUntil(() => _bench.Broker.Hellos.Count == 8, TimeSpan.FromMinutes(10));
        _bench.Broker.PubAck = MqttReason.Success;
        _bench.Append(1, _ => Make.Screening(ScreeningOutcome.Fever, 3910));
        _bench.PassUntil(() => _bench.Broker.Seqs.Contains(2), TimeSpan.FromSeconds(4.25));
    }

    [Fact]
    public void A_gate_with_nothing_to_send_notices_at_its_next_hello()
    {
        _bench.Options = new() { HelloRefresh = TimeSpan.FromMinutes(1) };
        _bench.RunUntilWelcomed();
        _bench.Append(3);
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        _highest = 2;
        _bench.PassUntil(() => _reader.Asked.Length == 2, TimeSpan.FromMinutes(1));
        Assert.Equal([0, 2], _reader.Asked);
    }

    [Fact]
    public void What_was_sent_since_the_hello_is_no_loss()
    {
        _bench.Options = new() { HelloRefresh = TimeSpan.FromMinutes(1) };
        _bench.RunUntilWelcomed();
        GateHello? asked = null;
        _bench.Broker.OnHello = hello =>
        {
            asked = hello;
            return null;
        };
        _bench.PassUntil(() => Volatile.Read(ref asked) is not null, TimeSpan.FromMinutes(1));
        _bench.Append(3);
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        _bench.Broker.Reply(Welcome(asked!));
        _bench.Append(1);
        UplinkBench.WaitFor(() => _bench.Outbox.Pending == 0);
        Assert.Equal([0], _reader.Asked);
    }

    private Welcome Welcome(GateHello hello) => new(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow()), Volatile.Read(ref _highest), true);

    /// <summary>Notes what it is asked to replay after.</summary>
    private sealed class WatchedReplays(IOutboxReader outbox) : IOutboxReader
    {
        private readonly Lock _gate = new();
        private readonly List<long> _asked = [];

        public event Action<OutboxChange>? Readable
        {
            add => outbox.Readable += value;
            remove => outbox.Readable -= value;
        }

        public OutboxHead Head => outbox.Head;

        public long[] Asked
        {
            get
            {
                lock (_gate)
                    return [.. _asked];
            }
        }

        public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes) =>
            outbox.Read(after, urgentOnly, maxRecords, maxBytes);

        public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected) =>
            outbox.Settle(stream, stored, rejected);

        public Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation) => Task.FromResult(false);

        public Task<long> ReplayAsync(StreamId stream, long highestSeq, CancellationToken cancellation)
        {
            lock (_gate)
                _asked.Add(highestSeq);
            return Task.FromResult(0L);
        }
    }
}
