using System.Text;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>A broker and a cloud behind it, in memory; what they answer is the test's to say.</summary>
internal sealed class FakeBroker : IMqttConnector
{
    private readonly Lock _gate = new();
    private readonly List<RecordBatch> _batches = [];
    private readonly List<MqttPublication> _publications = [];
    private readonly List<GateHello> _hellos = [];
    private Action<byte[], bool>? _deliver;
    private Action? _end;

    /// <summary>Null: nobody answers.</summary>
    public Func<GateHello, Welcome?>? OnHello { get; set; }

    /// <summary>Null: nobody answers.</summary>
    public Func<RecordBatch, CloudReply?>? OnBatch { get; set; }

    /// <summary>PUBACK for hellos and records.</summary>
    public MqttReason PubAck { get; set; } = MqttReason.Success;

    public bool RefusesConnections { get; set; }

    public MqttReason SubAck { get; set; } = MqttReason.Success;

    public int SendMaximum { get; set; } = 20;

    public int Connects { get; private set; }

    public int Disposed { get; private set; }

    public MqttConnectionOptions? Greeting { get; private set; }

    public List<RecordBatch> Batches => Copy(_batches);

    public List<GateHello> Hellos => Copy(_hellos);

    public List<MqttPublication> Publications => Copy(_publications);

    /// <summary>All seqs that came in, in the order in which they did, repeats too.</summary>
    public List<long> Seqs => [.. Batches.SelectMany(batch => batch.Records.Select(record => record.Seq).Order())];

    public Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Connects++;
            Greeting = options;
            if (RefusesConnections)
                throw new MqttException(new MqttReason(MqttReason.NotAuthorized, "not authorized"), "connect");
            var opened = new FakeConnection(this, onMessage);
            (_deliver, _end) = (opened.Deliver, opened.End);
            return Task.FromResult<IMqttConnection>(opened);
        }
    }

    public static StoredAck AckOf(RecordBatch batch) =>
        new(batch.Stream, SeqRange.Cover(batch.Records.Select(record => record.Seq)));

    public void Reply(CloudReply reply, bool retained = false) => Reply(ReplyCodec.Encode(reply), retained);

    public void Reply(byte[] payload, bool retained = false)
    {
        Action<byte[], bool>? deliver;
        lock (_gate)
            deliver = _deliver;
        deliver?.Invoke(payload, retained);
    }

    public void Break()
    {
        lock (_gate)
            _end?.Invoke();
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }

    private MqttReason Take(MqttPublication publication)
    {
        CloudReply? reply = null;
        lock (_gate)
        {
            _publications.Add(publication);
            Assert.True(Topics.TryParse(publication.Topic, out _, out var leaf));
            if (leaf == TopicLeaf.Status)
                return MqttReason.Success;
            if (leaf == TopicLeaf.Hello)
            {
                Assert.True(HelloCodec.TryDecode(publication.Payload.Span, out var hello, out _));
                _hellos.Add(hello);
                reply = OnHello?.Invoke(hello);
            }
            else
            {
                Assert.True(BatchCodec.TryDecode(publication.Payload.Span, out var batch, out _));
                Assert.Empty(batch.Rejected);
                _batches.Add(batch);
                reply = OnBatch?.Invoke(batch);
            }
        }

        if (reply is not null && PubAck == MqttReason.Success)
            Reply(reply);
        return PubAck;
    }

    private sealed class FakeConnection(FakeBroker broker, MqttMessageHandler onMessage) : IMqttConnection
    {
        private readonly TaskCompletionSource<MqttReason> _closed = new();

        public Task<MqttReason> Closed => _closed.Task;

        public int SendMaximum => broker.SendMaximum;

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation)
        {
            Assert.Equal("checkpoint/v1/gates/gate-1/replies", filter);
            return Task.FromResult(broker.SubAck);
        }

        public async Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
        {
            await Task.Yield();
            return _closed.Task.IsCompleted
                ? throw new MqttException(await _closed.Task, "publish")
                : broker.Take(publication);
        }

        public void Deliver(byte[] payload, bool retained) => onMessage(new MqttMessage
        {
            Topic = Encoding.UTF8.GetBytes("checkpoint/v1/gates/gate-1/replies"),
            Payload = payload,
            Retained = retained,
        });

        public void End() => _closed.TrySetResult(new MqttReason(0x8B, "server shutting down"));

        public ValueTask DisposeAsync()
        {
            End();
            lock (broker._gate)
                broker.Disposed++;
            return ValueTask.CompletedTask;
        }
    }
}
