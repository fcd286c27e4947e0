using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Sends replies on whatever connection there is, without waiting. One that can't be sent is dropped and counted: its
/// gate asks or sends again. Safe to call from any thread.
/// </summary>
internal sealed class ReplySender(IngestMetrics metrics)
{
    /// <summary>Replies that the broker has not confirmed yet; beyond it they are dropped.</summary>
    private const int MaxOutstanding = 20_000;

    private volatile IMqttConnection? _connection;

    private int _outstanding;

    public void Use(IMqttConnection? connection) => _connection = connection;

    public void Send(GateId gate, CloudReply reply)
    {
        var kind = KindOf(reply);
        if (_connection is not { } connection)
        {
            metrics.Reply(kind, "unconnected");
        }
        else if (Interlocked.Increment(ref _outstanding) > MaxOutstanding)
        {
            Interlocked.Decrement(ref _outstanding);
            metrics.Reply(kind, "dropped");
        }
        else
        {
            _ = PublishAsync(connection, gate, reply, kind);
        }
    }

    private static string KindOf(CloudReply reply) => reply switch
    {
        Welcome => "welcome",
        StoredAck => "stored",
        RejectedAck => "rejected",
        BusyAck => "busy",
        _ => "unknown",
    };

    private async Task PublishAsync(IMqttConnection connection, GateId gate, CloudReply reply, string kind)
    {
        try
        {
            var publication = new MqttPublication(Topics.Of(gate, TopicLeaf.Replies), ReplyCodec.Encode(reply));
            var reason = await connection.PublishAsync(publication, CancellationToken.None);
            metrics.Reply(kind, reason.IsSuccess ? "sent" : "refused");
        }
        catch (Exception exception) when (exception is MqttException or ObjectDisposedException)
        {
            metrics.Reply(kind, "lost");
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }
}
