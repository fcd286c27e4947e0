using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>
/// One gate's connection in a flood: sends batches made beforehand, a window of them without an ack at once, and counts
/// a reading only when the cloud says that the database has it.
/// </summary>
internal sealed class FloodGate(LoadGate gate, FloodCounters counters)
{
    /// <summary>
    /// Batches without an ack, and records in them, whichever is reached first: fifty such gates keep the cloud supplied
    /// without ever filling its queue (50,000 records).
    /// </summary>
    private const int WindowBatches = 64;
    private const int WindowRecords = 500;

    /// <summary>As the gateway's own: an ack that is later is given up, and the batch sent again.</summary>
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();

    private readonly string _topic = Topics.Of(gate.Id, TopicLeaf.Records);

    private readonly List<byte[]> _batches = [];

    private readonly List<bool> _isStored = [];

    private IMqttConnection? _connection;
    private long _firstSeq;
    private int _batchSize = 1;
    private int _next;
    private int _unacked;
    private long _retryAt = long.MaxValue;

    public LoadGate Source => gate;

    public async Task ConnectAsync(
        IMqttConnector connector, MqttConnectionOptions options, CancellationToken cancellation)
    {
        _connection = await connector.ConnectAsync(options, OnReply, cancellation);
        var subscribed = await _connection.SubscribeAsync(
            Topics.Of(gate.Id, TopicLeaf.Replies), MqttQos.AtLeastOnce, cancellation);
        if (!subscribed.IsSuccess)
            throw new MqttException(subscribed, $"{gate.Id} subscribing to its replies");
        _ = WatchAsync(_connection);
    }

    /// <summary>Begins anew with the seq after the last; all before must have been stored.</summary>
    /// <param name="batchSize">Records in each batch to come.</param>
    public void Begin(int batchSize)
    {
        lock (_lock)
        {
            if (_unacked > 0)
                throw new InvalidOperationException($"{gate.Id} still waits for {_unacked} acks");
            _firstSeq = gate.MadeThrough + 1;
            _batchSize = batchSize;
            _batches.Clear();
            _isStored.Clear();
            _next = 0;
        }
    }

    /// <summary>Encodes the gate's next batch; nothing is sent yet.</summary>
    public void Add(IReadOnlyList<Screening> batch)
    {
        var bytes = BatchCodec.Encode(gate.Stream, batch[^1].Seq, batch);
        lock (_lock)
        {
            _batches.Add(bytes);
            _isStored.Add(false);
        }
    }

    /// <summary>Sends what the window allows; the rest follows as acks come.</summary>
    public void Send()
    {
        lock (_lock)
            SendMore();
    }

    /// <summary>Sends again what the cloud was too busy for, and what has waited too long.</summary>
    public void Look(long now)
    {
        lock (_lock)
        {
            if (now < _retryAt || _unacked == 0)
                return;
            _retryAt = now + (long)AckTimeout.TotalMilliseconds;
            for (var batch = 0; batch < _next; batch++)
            {
                if (_isStored[batch])
                    continue;
                counters.CountResent();
                Send(batch);
            }
        }
    }

    public ValueTask CloseAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task WatchAsync(IMqttConnection connection)
    {
        var reason = await connection.Closed;
        counters.Fail($"{gate.Id} lost its connection: {reason}");
    }

    private void OnReply(in MqttMessage message)
    {
        if (!ReplyCodec.TryDecode(message.Payload, out var reply, out var fault))
        {
            counters.Fail($"{gate.Id} got a malformed reply: {fault}");
            return;
        }

        lock (_lock)
        {
            switch (reply)
            {
                case StoredAck ack when ack.Stream == gate.Stream:
                    foreach (var range in ack.Stored)
                        Count(range);
                    SendMore();
                    break;
                case BusyAck busy:
                    counters.CountBusy();
                    _retryAt = Environment.TickCount64 + (long)busy.RetryAfter.TotalMilliseconds;
                    break;
                case UnknownAck or RejectedAck:
                    counters.Fail($"{gate.Id} was refused: {reply}");
                    break;
            }
        }
    }

    private void Count(SeqRange range)
    {
        var first = (range.First - _firstSeq) / _batchSize;
        for (var batch = (int)Math.Max(first, 0); batch < _next && _firstSeq + (batch + 1) * _batchSize - 1 <= range.Last; batch++)
        {
            if (_isStored[batch])
                continue;
            _isStored[batch] = true;
            _unacked--;
            counters.CountStored(_batchSize);
        }
    }

    private void SendMore()
    {
        while (_next < _batches.Count && _unacked < WindowBatches && _unacked * _batchSize < WindowRecords)
        {
            _unacked++;
            _retryAt = Environment.TickCount64 + (long)AckTimeout.TotalMilliseconds;
            Send(_next++);
        }
    }

    /// <summary>The PUBACK is of no interest: only the cloud's ack counts, and what gets none is sent again.</summary>
    private void Send(int batch) =>
        _ = _connection!.PublishAsync(
            new MqttPublication(_topic, _batches[batch]) { Expiry = AckTimeout }, CancellationToken.None);
}
