using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>
/// A broker that begins anew, with what it kept and without, and with what nobody should have left in it: harmless.
/// </summary>
public sealed class BrokerRestartTests
{
    private static readonly byte[] Garbage = [0xff, 0x00, 0x7f, 0x13];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_of_the_broker_what_is_sent_again_is_stored_once_and_retained_garbage_changes_nothing(bool persistent)
    {
        await using var scenario = await CloudScenario.StartAsync(broker: new MosquittoOptions { Persistent = persistent });
        var yesterdays = BatchCodec.Encode(TestGate.Stream, 50, TestGate.Screenings(1, 50));
        await using (var gate = await scenario.ConnectAsync(Known))
        {
            await gate.SendRawAsync(yesterdays);
            await gate.Replies.UntilStoredAsync(50);
        }

        await RetainAsync(scenario, yesterdays);
        await scenario.Broker.StopAsync();
        await UntilAsync(async () => await scenario.MetricAsync("checkpoint_broker_up") == 0, "the loss is seen");
        await scenario.Broker.StartAsync();
        await UntilAsync(async () => await scenario.MetricAsync("checkpoint_broker_up") == 1, "the cloud is back");

        await using var back = await scenario.ConnectAsync(Known);
        for (var round = 0; round < 5; round++)
            await back.SendRawAsync(yesterdays);
        await back.SendAsync(TestGate.Screenings(51, 10));
        await Deadline.Until(() => back.Replies.Stored.Contains(60), "new records are acked");
        await back.HelloAsync(nonce: 9, madeThrough: 60);
        await Deadline.Until(() => back.Replies.All.OfType<Welcome>().Any(welcome => welcome.Nonce == 9), "a hello is answered");

        Assert.Equal(60, back.Replies.All.OfType<Welcome>().Last(welcome => welcome.Nonce == 9).HighestSeq);
        await using var store = scenario.OpenStore();
        var tally = await store.TallyAsync(Known, TestGate.Stream, CancellationToken.None);
        Assert.Equal(60, tally.Count);
        Assert.Empty(back.Replies.All.OfType<BusyAck>());
    }

    /// <summary>On the gate's own topics by the gate, on its replies by the cloud's user: nobody else could.</summary>
    private static async Task RetainAsync(CloudScenario scenario, byte[] yesterdays)
    {
        await using var gate = await scenario.ConnectAsync(scenario.OptionsOf(Known.Value, Known.Value));
        await using var cloud = await scenario.ConnectAsync(scenario.OptionsOf(BrokerAccess.CloudUserName, "somebody"));
        await RetainAsync(gate, TopicLeaf.Status, Garbage);
        await RetainAsync(gate, TopicLeaf.Hello, Garbage);
        await RetainAsync(gate, TopicLeaf.Records, yesterdays);
        await RetainAsync(cloud, TopicLeaf.Replies, ReplyCodec.Encode(new Welcome(1, 1_767_225_600_000_000, 1_000_000, Known: true)));
    }

    private static async Task RetainAsync(IMqttConnection connection, TopicLeaf leaf, byte[] payload)
    {
        var reason = await connection.PublishAsync(
            new MqttPublication(Topics.Of(Known, leaf), payload) { Retain = true }, CancellationToken.None);
        Assert.True(reason.IsSuccess, reason.ToString());
    }
}
