using System.Text;
using Checkpoint.Contract;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Integration.Mqtt;
using static Checkpoint.Tests.Integration.Mqtt.BrokerFixture;

namespace Checkpoint.Tests.Integration.Access;

/// <summary>What one gate cannot do to another, on the real broker.</summary>
public sealed class GateAccessTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string NotAuthorized = "not authorized (0x87)";

    public static TheoryData<string> ForbiddenFilters => new()
    {
        "#",
        "+/+/+/+/+",
        "checkpoint/#",
        "checkpoint/v1/gates/#",
        "checkpoint/v1/gates/+/records",
        "checkpoint/v1/gates/+/replies",
        "checkpoint/v1/gates/gate-south/records",
        "checkpoint/v1/gates/gate-south/replies",
        "checkpoint/v1/gates/gate-south/#",
        "checkpoint/v1/gates/gate-north/#",
        "checkpoint/v1/gates/gate-north/+",
        "$share/any/checkpoint/v1/gates/+/records",
        "$share/any/checkpoint/v1/gates/gate-south/replies",
        "$share/any/checkpoint/v1/gates/gate-north/replies",
        "$share/any/#",
        "$CONTROL/dynamic-security/v1/response",
        "$SYS/#",
    };

    public static TheoryData<string> ForbiddenTopics => new()
    {
        "checkpoint/v1/gates/gate-south/records",
        "checkpoint/v1/gates/gate-south/hello",
        "checkpoint/v1/gates/gate-south/status",
        "checkpoint/v1/gates/gate-south/replies",
        "checkpoint/v1/gates/gate-north/replies",
        "checkpoint/v1/gates/gate-north/records/more",
        "elsewhere",
    };

    [Theory]
    [MemberData(nameof(ForbiddenFilters))]
    public async Task Gate_cannot_subscribe_to_more_than_its_own_replies(string filter)
    {
        var received = new ReceivedMessages();
        await using IMqttConnection north = await fixture.ConnectAsync(fixture.OptionsOf(North), received.Add);
        await using IMqttConnection south = await fixture.ConnectAsync(fixture.OptionsOf(South));
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("filters"));

        MqttReason reason = await north.SubscribeAsync(filter, MqttQos.AtLeastOnce, CancellationToken.None);

        Assert.Equal(NotAuthorized, reason.ToString());
        await PublishAsync(south, Topics.Of(South, TopicLeaf.Records), "secret");
        await PublishAsync(cloud, Topics.Of(South, TopicLeaf.Replies), "secret");
        await AssertNothingArrivesAsync(north, cloud, received);
    }

    [Theory]
    [MemberData(nameof(ForbiddenTopics))]
    public async Task Gate_cannot_publish_outside_its_own_topics(string topic)
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("topics"), received.Add);
        await cloud.SubscribeAsync(Topics.Everything, MqttQos.AtLeastOnce, CancellationToken.None);
        var repliesOfSouth = new ReceivedMessages();
        await using IMqttConnection south = await fixture.ConnectAsync(fixture.OptionsOf(South), repliesOfSouth.Add);
        await south.SubscribeAsync(Topics.Of(South, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None);
        await using IMqttConnection north = await fixture.ConnectAsync(fixture.OptionsOf(North));

        MqttReason forged = await PublishAsync(north, topic, "forged");
        MqttReason honest = await PublishAsync(north, Topics.Of(North, TopicLeaf.Records), "honest");

        Assert.Equal(NotAuthorized, forged.ToString());
        Assert.Equal(MqttReason.Success, honest);
        await received.SingleAsync(payload => payload == "honest"); // would come after the forged one
        Assert.DoesNotContain(received.All, message => message.Payload == "forged");
        Assert.Equal(0, repliesOfSouth.Count);
    }

    [Fact]
    public async Task Gate_cannot_forge_by_its_last_will()
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("forged-will"), received.Add);
        await cloud.SubscribeAsync(Topics.Everything, MqttQos.AtLeastOnce, CancellationToken.None);
        MqttConnectionOptions options = fixture.OptionsOf(North) with
        {
            Will = new MqttPublication(Topics.Of(South, TopicLeaf.Status), Encoding.UTF8.GetBytes("forged")),
        };
        try
        {
            IMqttConnection north = await fixture.ConnectAsync(options);
            await using IMqttConnection successor = await fixture.ConnectAsync(fixture.OptionsOf(North));
            await north.Closed.Within("the first connection is taken over");
        }
        catch (MqttException refused)
        {
            Assert.Equal(MqttReason.NotAuthorized, refused.Reason.Code);
        }

        await using IMqttConnection last = await fixture.ConnectAsync(fixture.OptionsOf(North));
        await PublishAsync(last, Topics.Of(North, TopicLeaf.Status), "honest");
        await received.SingleAsync(payload => payload == "honest");
        Assert.DoesNotContain(received.All, message => message.Payload == "forged");
    }

    [Fact]
    public async Task Gate_cannot_take_another_gates_client_id()
    {
        await using IMqttConnection south = await fixture.ConnectAsync(fixture.OptionsOf(South));
        MqttConnectionOptions options = fixture.OptionsOf(North) with { ClientId = South.Value };

        var refused = await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(options));

        Assert.Equal(MqttReason.NotAuthorized, refused.Reason.Code);
        Assert.True((await PublishAsync(south, Topics.Of(South, TopicLeaf.Hello), "still here")).IsSuccess);
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_name_or_with_an_unknown_one()
    {
        MqttConnectionOptions options = fixture.OptionsOf(North);

        var anonymous = await Assert.ThrowsAsync<MqttException>(
            () => fixture.ConnectAsync(options with { UserName = null, Password = null }));
        var unknown = await Assert.ThrowsAsync<MqttException>(
            () => fixture.ConnectAsync(options with { UserName = "stranger" }));

        Assert.Equal(MqttReason.NotAuthorized, anonymous.Reason.Code);
        Assert.Equal(MqttReason.NotAuthorized, unknown.Reason.Code);
    }

    [Fact]
    public async Task Gate_hears_its_own_replies_and_clouds_share_the_records()
    {
        var replies = new ReceivedMessages();
        await using IMqttConnection north = await fixture.ConnectAsync(fixture.OptionsOf(North), replies.Add);
        await north.SubscribeAsync(Topics.Of(North, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None);
        var records = new ReceivedMessages();
        await using IMqttConnection first = await fixture.ConnectAsync(fixture.OptionsOfCloud("shared-1"), records.Add);
        await using IMqttConnection second = await fixture.ConnectAsync(fixture.OptionsOfCloud("shared-2"), records.Add);
        string shared = $"$share/ingest/{Topics.Filter(TopicLeaf.Records)}";

        MqttReason firstReason = await first.SubscribeAsync(shared, MqttQos.AtLeastOnce, CancellationToken.None);
        MqttReason secondReason = await second.SubscribeAsync(shared, MqttQos.AtLeastOnce, CancellationToken.None);
        for (int i = 0; i < 10; i++)
            Assert.Equal(MqttReason.Success, await PublishAsync(north, Topics.Of(North, TopicLeaf.Records), $"{i}"));
        await PublishAsync(first, Topics.Of(North, TopicLeaf.Replies), "ack");

        Assert.True(firstReason.IsSuccess && secondReason.IsSuccess);
        await replies.SingleAsync(payload => payload == "ack");
        await Deadline.Until(() => records.Count == 10, "each record arrives at one of the two");
    }

    /// <summary>What was to come has come, once a later reply has.</summary>
    private static async Task AssertNothingArrivesAsync(
        IMqttConnection north, IMqttConnection cloud, ReceivedMessages received)
    {
        await north.SubscribeAsync(Topics.Of(North, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None);
        await PublishAsync(cloud, Topics.Of(North, TopicLeaf.Replies), "own");
        await received.SingleAsync(payload => payload == "own");
        Assert.Equal(1, received.Count);
    }

    private static Task<MqttReason> PublishAsync(IMqttConnection connection, string topic, string payload) =>
        connection.PublishAsync(new MqttPublication(topic, Encoding.UTF8.GetBytes(payload)), CancellationToken.None);
}
