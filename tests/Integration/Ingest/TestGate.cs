using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>A gate's side of the wire, by hand.</summary>
internal sealed class TestGate(GateId gate, IMqttConnection connection, Replies replies) : IAsyncDisposable
{
    public static readonly StreamId Stream = SampleRecords.Stream;

    public Replies Replies { get; } = replies;

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public Task SendAsync(params GateRecord[] records) =>
        SendRawAsync(BatchCodec.Encode(Stream, records.Max(record => record.Seq), records));

    public async Task SendRawAsync(byte[] payload, TopicLeaf leaf = TopicLeaf.Records)
    {
        var reason = await connection.PublishAsync(new MqttPublication(Topics.Of(gate, leaf), payload), CancellationToken.None);
        Assert.Equal(MqttReason.Success, reason);
    }

    public Task HelloAsync(ulong nonce, long madeThrough = 0, long askedSeq = 0)
    {
        var hello = new GateHello(nonce, Guid.NewGuid(), 5_000_000, Stream, madeThrough, "0.1.0", "board-7") { AskedSeq = askedSeq };
        return SendRawAsync(HelloCodec.Encode(hello), TopicLeaf.Hello);
    }

    /// <summary>Screenings with these seqs, a second apart.</summary>
    public static GateRecord[] Screenings(int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(seq => (Screening)SampleRecords.OfEveryKind()[1] with
        {
            Seq = seq,
            FirstSeq = null,
            Time = new RecordTime(1_767_225_600_000_000 + seq * 1_000_000L, 1_000),
        }),
    ];
}
