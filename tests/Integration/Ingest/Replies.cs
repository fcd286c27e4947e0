using System.Collections.Concurrent;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>What the cloud has said to one gate.</summary>
internal sealed class Replies
{
    private readonly ConcurrentQueue<CloudReply> _replies = new();

    public IReadOnlyCollection<CloudReply> All => _replies;

    /// <summary>Seqs acked as stored, each once.</summary>
    public IEnumerable<long> Stored => _replies.OfType<StoredAck>().SelectMany(ack => ack.Stored)
        .SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.First + i)).Distinct();

    public void Add(in MqttMessage message)
    {
        Assert.True(ReplyCodec.TryDecode(message.Payload, out var reply, out var fault), fault.ToString());
        _replies.Enqueue(reply);
    }

    public async Task<T> FirstAsync<T>()
        where T : CloudReply
    {
        await Deadline.Until(() => _replies.OfType<T>().Any(), $"a {typeof(T).Name} comes");
        return _replies.OfType<T>().First();
    }

    public Task UntilStoredAsync(int count) => Deadline.Until(() => Stored.Count() >= count, $"{count} records are acked");
}
