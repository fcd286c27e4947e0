using System.Text;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>A broker, and the cloud behind it, that remember nothing but when gates came: for fleets too large for anything else.</summary>
internal sealed class FleetBroker(SimulatedProcess gates) : IMqttConnector
{
    private readonly List<Connection> _open = [];

    public bool IsUp { get; set; } = true;

    /// <summary>Without it nobody has subscribed to what gates publish.</summary>
    public bool HasCloud { get; set; } = true;

    /// <summary>Of each try to connect, microseconds of virtual time.</summary>
    public List<long> Connects { get; } = [];

    /// <summary>Of each hello.</summary>
    public List<long> Hellos { get; } = [];

    public int Open => _open.Count;

    /// <summary>Gates that were answered on the connection that they have.</summary>
    public int Welcomed => _open.Count(connection => connection.IsWelcomed);

    public Task<IMqttConnection> ConnectAsync(MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        Connects.Add(gates.Loop.Now);
        if (!IsUp)
            throw new MqttException(MqttReason.FromLocal("connection refused"), "connect");
        var connection = new Connection(this, onMessage);
        _open.Add(connection);
        return Task.FromResult<IMqttConnection>(connection);
    }

    /// <summary>Every connection ends, at this moment.</summary>
    public void Break()
    {
        IsUp = false;
        foreach (var connection in _open.ToList())
            gates.ScheduleBare(gates.Loop.Now, connection.End);
    }

    private sealed class Connection(FleetBroker broker, MqttMessageHandler onMessage) : IMqttConnection
    {
        private readonly TaskCompletionSource<MqttReason> _closed = new();

        public bool IsWelcomed { get; set; }

        public Task<MqttReason> Closed => _closed.Task;

        public int SendMaximum => 20;

        public void End()
        {
            broker._open.Remove(this);
            _closed.TrySetResult(MqttReason.FromLocal("connection reset"));
        }

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) => Task.FromResult(MqttReason.Success);

        public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
        {
            if (!publication.Topic.EndsWith("/hello", StringComparison.Ordinal))
                return Task.FromResult(MqttReason.Success);
            broker.Hellos.Add(broker.Gates.Loop.Now);
            if (!broker.HasCloud)
                return Task.FromResult(new MqttReason(MqttReason.NoMatchingSubscribers, "no matching subscribers"));
            Assert.True(HelloCodec.TryDecode(publication.Payload.Span, out var hello, out _));
            var topic = publication.Topic.Replace("/hello", "/replies", StringComparison.Ordinal);
            broker.Gates.ScheduleBare(broker.Gates.Loop.Now + 5_000, () => Answer(topic, hello));
            return Task.FromResult(MqttReason.Success);
        }

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }

        private void Answer(string topic, GateHello hello)
        {
            if (_closed.Task.IsCompleted)
                return;
            IsWelcomed = true;
            var welcome = new Welcome(hello.Nonce, RecordLimits.MinTimeMicroseconds + broker.Gates.Loop.Now, 0, true, ChecksHeld: true);
            onMessage(new MqttMessage { Topic = Encoding.UTF8.GetBytes(topic), Payload = ReplyCodec.Encode(welcome) });
        }
    }

    private SimulatedProcess Gates => gates;
}
