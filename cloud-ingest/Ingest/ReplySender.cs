using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Sends replies on whatever connection there is, without waiting; as many at once as the broker takes (its Receive
/// Maximum), the others after them. One that can't be sent is dropped and counted: its gate asks or sends again. Safe to
/// call from any thread.
/// </summary>
internal sealed class ReplySender(IngestMetrics metrics)
{
    /// <summary>Replies waiting because the broker takes no more at once; beyond it they are dropped.</summary>
    public const int MaxWaiting = 20_000;

    private readonly Lock _lock = new();

    private readonly Queue<(GateId Gate, CloudReply Reply)> _waiting = [];

    private IMqttConnection? _connection;

    private int _unconfirmed;

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>What still waits is lost with the connection that it waited for.</summary>
    public void Use(IMqttConnection? connection)
    {
        List<(GateId Gate, CloudReply Reply)> lost;
        lock (_lock)
        {
            lost = [.. _waiting];
            _waiting.Clear();
            _connection = connection;
        }

        foreach (var (_, reply) in lost)
            metrics.Reply(KindOf(reply), "lost");
    }

    public void Send(GateId gate, CloudReply reply)
    {
        IMqttConnection? connection;
        lock (_lock)
        {
            connection = _connection;
            if (connection is not null && _unconfirmed >= connection.SendMaximum)
            {
                if (_waiting.Count < MaxWaiting)
                    _waiting.Enqueue((gate, reply));
                else
                    metrics.Reply(KindOf(reply), "dropped");
                return;
            }

            _unconfirmed += connection is null ? 0 : 1;
        }

        if (connection is null)
            metrics.Reply(KindOf(reply), "unconnected");
        else
            _ = PublishAsync(connection, gate, reply);
    }

    private static string KindOf(CloudReply reply) => reply switch
    {
        Welcome => "welcome",
        ToldTime => "told_time",
        Checked => "checked",
        StoredAck => "stored",
        RejectedAck => "rejected",
        BusyAck => "busy",
        _ => "unknown",
    };

    /// <summary>This reply, and then others for as long as any wait.</summary>
    private async Task PublishAsync(IMqttConnection connection, GateId gate, CloudReply reply)
    {
        for ((IMqttConnection, GateId, CloudReply)? next = (connection, gate, reply); next is not null; next = Next())
        {
            (connection, gate, reply) = next.Value;
            metrics.Reply(KindOf(reply), await TryPublishAsync(connection, gate, reply));
        }
    }

    /// <summary>One is confirmed: the next may go, if there is one.</summary>
    private (IMqttConnection Connection, GateId Gate, CloudReply Reply)? Next()
    {
        lock (_lock)
        {
            if (_connection is { } connection && _waiting.TryDequeue(out var waiting))
                return (connection, waiting.Gate, waiting.Reply);
            _unconfirmed--;
            return null;
        }
    }

    private static async Task<string> TryPublishAsync(IMqttConnection connection, GateId gate, CloudReply reply)
    {
        try
        {
            var publication = new MqttPublication(Topics.Of(gate, TopicLeaf.Replies), ReplyCodec.Encode(reply));
            var reason = await connection.PublishAsync(publication, CancellationToken.None);
            return reason.IsSuccess ? "sent" : "refused";
        }
        catch (Exception exception) when (exception is MqttException or ObjectDisposedException)
        {
            return "lost";
        }
    }
}
