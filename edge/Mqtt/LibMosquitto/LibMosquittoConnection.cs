namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>The caller's side of a connection: posts to the loop, from any thread.</summary>
internal sealed class LibMosquittoConnection(NetworkLoop loop, LoopConnection connection) : IMqttConnection
{
    private static readonly Task<MqttReason> TooManyUnanswered =
        Task.FromResult(MqttPacketReason.OfPubAck(MqttReason.ReceiveMaximumExceeded));

    public Task<MqttReason> Closed => connection.Closed;

    public int SendMaximum => connection.Window.Maximum;

    public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) =>
        Post(new SubscribeRequest(connection, filter, qos), cancellation);

    public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation) =>
        connection.Window.TryReserve()
            ? Post(new PublishRequest(connection, publication), cancellation)
            : TooManyUnanswered;

    public async ValueTask DisposeAsync()
    {
        loop.Post(new LoopCommand(connection, connection.Close));
        await Closed.ConfigureAwait(false);
    }

    private Task<MqttReason> Post(MqttRequest request, CancellationToken cancellation)
    {
        request.CancelWith(cancellation);
        loop.Post(request);
        return request.Task;
    }
}
