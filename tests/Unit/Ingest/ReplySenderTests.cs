using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Mqtt;
using Microsoft.Extensions.DependencyInjection;

namespace Checkpoint.Tests.Unit.Ingest;

public sealed class ReplySenderTests
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    private readonly ReplySender _sender =
        new(new IngestMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));

    [Fact]
    public async Task Replies_beyond_what_the_broker_takes_wait_and_follow_in_order()
    {
        await using var connection = new Connection(sendMaximum: 2);
        _sender.Use(connection);

        for (long seq = 1; seq <= 5; seq++)
            _sender.Send(Gate, new StoredAck(new StreamId(1), [new SeqRange(seq, seq)]));
        Assert.Equal([1, 2], connection.Sent);
        connection.ConfirmAll();
        Assert.Equal([1, 2, 3, 4], connection.Sent);
        connection.ConfirmAll();

        Assert.Equal([1, 2, 3, 4, 5], connection.Sent);
    }

    [Fact]
    public async Task What_waits_is_not_sent_on_another_connection_and_that_one_begins_empty()
    {
        await using var first = new Connection(sendMaximum: 1);
        _sender.Use(first);
        Send(1);
        Send(2);
        await using var second = new Connection(sendMaximum: 1);

        _sender.Use(null);
        first.Fail();
        _sender.Use(second);
        Send(3);

        Assert.Equal([1], first.Sent);
        Assert.Equal([3], second.Sent);
    }

    [Fact]
    public async Task Without_a_connection_a_reply_is_dropped_and_the_next_one_sent()
    {
        Send(1);
        await using var connection = new Connection(sendMaximum: 1);
        _sender.Use(connection);
        Send(2);

        Assert.Equal([2], connection.Sent);
    }

    private void Send(long seq) => _sender.Send(Gate, new StoredAck(new StreamId(1), [new SeqRange(seq, seq)]));

    /// <summary>Confirms when told to, on the caller's thread.</summary>
    private sealed class Connection(int sendMaximum) : IMqttConnection
    {
        private readonly Queue<TaskCompletionSource<MqttReason>> _unconfirmed = [];

        public List<long> Sent { get; } = [];

        public Task<MqttReason> Closed { get; } = new TaskCompletionSource<MqttReason>().Task;

        public int SendMaximum => sendMaximum;

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) =>
            throw new NotSupportedException("a sender of replies subscribes to nothing");

        public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
        {
            Assert.True(ReplyCodec.TryDecode(publication.Payload.Span, out var reply, out _));
            Sent.Add(((StoredAck)reply).Stored[0].First);
            var confirmed = new TaskCompletionSource<MqttReason>();
            _unconfirmed.Enqueue(confirmed);
            return confirmed.Task;
        }

        public void ConfirmAll()
        {
            for (var count = _unconfirmed.Count; count > 0; count--)
                _unconfirmed.Dequeue().SetResult(MqttReason.Success);
        }

        public void Fail() => _unconfirmed.Dequeue().SetException(new MqttException(MqttReason.FromLocal("cut"), "publish"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
