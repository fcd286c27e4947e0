using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>A broker and a cloud that only welcome, for so many gates that routing would take longer than what is asked here.</summary>
internal sealed class FleetBroker(SimulatedProcess gates) : IMqttConnector
{
    private const long ReplyMicroseconds = 20_000;

    private readonly List<Connection> _open = [];

    public bool IsUp { get; private set; } = true;

    /// <summary>Virtual microseconds of each try to connect.</summary>
    public List<long> Tries { get; } = [];

    /// <summary>Of each try that went well.</summary>
    public List<long> Arrivals { get; } = [];

    public List<long> Hellos { get; } = [];

    public Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        gates.RequireRunning();
        Tries.Add(gates.Loop.Now);
        if (!IsUp)
            return Task.FromException<IMqttConnection>(new MqttException(MqttReason.FromLocal("connection refused"), "connect"));
        Arrivals.Add(gates.Loop.Now);
        var connection = new Connection(this, onMessage);
        _open.Add(connection);
        return Task.FromResult<IMqttConnection>(connection);
    }

    /// <summary>All connections end at once, as when its process does; it forgets what it has counted.</summary>
    public void Stop()
    {
        IsUp = false;
        var open = _open.ToArray();
        _open.Clear();
        Tries.Clear();
        Arrivals.Clear();
        Hellos.Clear();
        foreach (var connection in open)
            connection.End();
    }

    public void Start() => IsUp = true;

    private void Take(MqttPublication publication, Connection from)
    {
        if (!HelloCodec.TryDecode(publication.Payload.Span, out var hello, out _) || !publication.Topic.EndsWith("/hello", StringComparison.Ordinal))
            return;
        Hellos.Add(gates.Loop.Now);
        var welcome = ReplyCodec.Encode(new Welcome(hello.Nonce, gates.Loop.Now, 0, Known: true));
        gates.ScheduleBare(gates.Loop.Now + ReplyMicroseconds, () => from.Deliver(welcome));
    }

    private sealed class Connection(FleetBroker broker, MqttMessageHandler onMessage) : IMqttConnection
    {
        private readonly TaskCompletionSource<MqttReason> _closed = new();

        public Task<MqttReason> Closed => _closed.Task;

        public int SendMaximum => 20;

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) =>
            Task.FromResult(MqttReason.Success);

        public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
        {
            broker.Take(publication, this);
            return Task.FromResult(MqttReason.Success);
        }

        public void Deliver(byte[] payload)
        {
            if (!_closed.Task.IsCompleted)
                onMessage(new MqttMessage { Topic = "replies"u8, Payload = payload });
        }

        public void End() => _closed.TrySetResult(MqttReason.FromLocal("connection lost"));

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }
    }
}
