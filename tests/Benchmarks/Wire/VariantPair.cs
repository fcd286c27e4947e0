using System.Text;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>
/// A bare gate and a bare cloud that talk one variant through the real broker: for what each step saves. The cloud acks
/// at once, in the contract's own form or in JSON.
/// </summary>
internal sealed class VariantPair(
    Variant variant, IMqttConnector connector, MqttConnectionOptions gateOptions, MqttConnectionOptions cloudOptions) : IAsyncDisposable
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(10);

    private readonly GateId _gate = GateId.Parse(gateOptions.ClientId);

    private readonly StreamId _stream = StreamId.Random();

    private readonly PlausibleRecords _records = new(1);

    private IMqttConnection? _cloudConnection;
    private IMqttConnection? _gateConnection;
    private TaskCompletionSource _replied = new();
    private long _seq = 10_000;

    public async Task ConnectAsync()
    {
        _cloudConnection = await connector.ConnectAsync(cloudOptions, OnRecords, CancellationToken.None);
        Require(await _cloudConnection.SubscribeAsync(Topics.Filter(TopicLeaf.Records), MqttQos.AtMostOnce, CancellationToken.None));
        _gateConnection = await connector.ConnectAsync(
            gateOptions with { UseTopicAliases = variant.TopicAlias, DelayTcpAcknowledgements = variant.DelayAcknowledgements },
            OnReply,
            CancellationToken.None);
        Require(await _gateConnection.SubscribeAsync(Topics.Of(_gate, TopicLeaf.Replies), variant.RepliesQos, CancellationToken.None));
    }

    public async Task PassOneAsync()
    {
        _replied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var record = _records.NextScreening(++_seq, RecordTime.At(DateTimeOffset.UtcNow, TimeSpan.FromMilliseconds(3)));
        var publication = new MqttPublication(Topics.Of(_gate, TopicLeaf.Records), Encode(record))
        {
            Qos = variant.RecordsQos,
            Expiry = variant.Expiry ? TimeSpan.FromSeconds(30) : null,
        };
        Require(await _gateConnection!.PublishAsync(publication, CancellationToken.None));
        await _replied.Task.WaitAsync(ReplyTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateConnection is not null)
            await _gateConnection.DisposeAsync();
        if (_cloudConnection is not null)
            await _cloudConnection.DisposeAsync();
    }

    private static void Require(MqttReason reason)
    {
        if (!reason.IsSuccess)
            throw new MqttException(reason, "the broker refused");
    }

    private byte[] Encode(Screening record) => variant.Json
        ? Encoding.UTF8.GetBytes($"{{\"stream\":\"{_stream}\",\"made_through\":{_seq},\"records\":[{RecordJson.Write(record)}]}}")
        : BatchCodec.Encode(_stream, _seq, [record]);

    private byte[] EncodeAck() => variant.Json
        ? Encoding.UTF8.GetBytes($"{{\"stream\":\"{_stream}\",\"stored\":[[{_seq},{_seq}]]}}")
        : ReplyCodec.Encode(new StoredAck(_stream, [new SeqRange(_seq, _seq)]));

    private void OnRecords(in MqttMessage message) => _ = _cloudConnection!.PublishAsync(
        new MqttPublication(Topics.Of(_gate, TopicLeaf.Replies), EncodeAck()), CancellationToken.None);

    private void OnReply(in MqttMessage message) => _replied.TrySetResult();
}
