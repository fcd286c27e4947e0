using System.Net;
using System.Net.Sockets;
using System.Text;
using Checkpoint.Contract;
using Checkpoint.Mqtt;
using static Checkpoint.Tests.Integration.Mqtt.BrokerFixture;

namespace Checkpoint.Tests.Integration.Mqtt;

public sealed class ConnectionTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private static readonly string NorthRecords = Topics.Of(North, TopicLeaf.Records);
    private static readonly string NorthStatus = Topics.Of(North, TopicLeaf.Status);

    [Theory]
    [InlineData(MqttQos.AtLeastOnce)]
    [InlineData(MqttQos.AtMostOnce)]
    public async Task Published_message_reaches_the_subscriber_with_topic_and_payload(MqttQos qos)
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("round-trip"), received.Add);
        MqttReason subscribed = await cloud.SubscribeAsync(
            Topics.Filter(TopicLeaf.Records), MqttQos.AtLeastOnce, CancellationToken.None);
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));

        MqttReason published = await PublishAsync(gate, NorthRecords, $"round trip {qos}", qos);

        Assert.Equal("granted QoS 1 (0x01)", subscribed.ToString());
        Assert.Equal(MqttReason.Success, published);
        var message = await received.SingleAsync(payload => payload == $"round trip {qos}");
        Assert.Equal(NorthRecords, message.Topic);
        Assert.False(message.Retained);
    }

    [Fact]
    public async Task Publish_that_nobody_subscribed_to_is_acknowledged_with_no_matching_subscribers()
    {
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));

        MqttReason reason = await PublishAsync(gate, Topics.Of(North, TopicLeaf.Hello), "anyone?");

        Assert.Equal("no matching subscribers (0x10)", reason.ToString());
        Assert.True(reason.IsSuccess);
    }

    [Fact]
    public async Task Last_will_is_published_and_retained_when_the_connection_breaks()
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("will"), received.Add);
        await cloud.SubscribeAsync(Topics.Filter(TopicLeaf.Status), MqttQos.AtLeastOnce, CancellationToken.None);
        MqttConnectionOptions options = fixture.OptionsOf(North) with
        {
            Will = new MqttPublication(NorthStatus, Encoding.UTF8.GetBytes("offline")) { Retain = true },
        };
        IMqttConnection gate = await fixture.ConnectAsync(options);

        // The same client id again makes the broker cut the first connection, as a gate's restart does.
        await using IMqttConnection successor = await fixture.ConnectAsync(fixture.OptionsOf(North));

        MqttReason reason = await gate.Closed.Within("the first connection is taken over");
        Assert.Contains(reason.ToString(), (string[])["session taken over (0x8E)", "connection lost"]); // by version
        await received.SingleAsync(payload => payload == "offline");
        var late = new ReceivedMessages();
        await using IMqttConnection later = await fixture.ConnectAsync(fixture.OptionsOfCloud("will-late"), late.Add);
        await later.SubscribeAsync(Topics.Filter(TopicLeaf.Status), MqttQos.AtLeastOnce, CancellationToken.None);
        Assert.True((await late.SingleAsync(payload => payload == "offline")).Retained);
    }

    [Fact]
    public async Task Orderly_disconnect_drops_the_last_will_and_says_so()
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("no-will"), received.Add);
        await cloud.SubscribeAsync(Topics.Filter(TopicLeaf.Status), MqttQos.AtLeastOnce, CancellationToken.None);
        string willTopic = Topics.Of(South, TopicLeaf.Status);
        IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(South) with
        {
            Will = new MqttPublication(willTopic, Encoding.UTF8.GetBytes("died")),
        });

        await gate.DisposeAsync();

        Assert.Equal("normal disconnection (0x00)", (await gate.Closed).ToString());
        await using IMqttConnection next = await fixture.ConnectAsync(fixture.OptionsOf(South));
        await PublishAsync(next, willTopic, "back");
        await received.SingleAsync(payload => payload == "back");
        Assert.DoesNotContain(received.All, message => message.Payload == "died");
    }

    [Fact]
    public async Task Wrong_password_is_refused_by_name()
    {
        MqttConnectionOptions options = fixture.OptionsOf(North) with { Password = "wrong" };

        var refused = await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(options));

        Assert.Equal(MqttReason.NotAuthorized, refused.Reason.Code);
        Assert.EndsWith("as gate-north: not authorized (0x87)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_without_a_listener_is_refused_by_name()
    {
        MqttConnectionOptions options = fixture.OptionsOf(North) with { Port = DeviceSim.Scenarios.LoopbackPort.Pick() };

        var refused = await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(options));

        Assert.Equal(MqttReason.FromLocal("connection refused"), refused.Reason);
    }

    [Fact]
    public async Task Unknown_host_name_is_reported_by_name()
    {
        MqttConnectionOptions options = fixture.OptionsOf(North) with { Host = "no-such-host.invalid" };

        var failed = await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(options));

        Assert.Equal("host name not found", failed.Reason.ToString());
    }

    [Fact]
    public async Task Server_that_accepts_and_stays_silent_is_given_up_after_the_connect_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        MqttConnectionOptions options = fixture.OptionsOf(North) with
        {
            Port = ((IPEndPoint)silent.LocalEndpoint).Port,
            ConnectTimeout = TimeSpan.FromMilliseconds(200),
        };

        var failed = await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(options));

        Assert.Equal("no CONNACK within 0.2 s", failed.Reason.ToString());
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        MqttConnectionOptions options = fixture.OptionsOf(North) with { Port = ((IPEndPoint)silent.LocalEndpoint).Port };
        using var cancellation = new CancellationTokenSource();

        Task connecting = fixture.Connector.ConnectAsync(options, (in MqttMessage _) => { }, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Deadline.Default));
    }

    [Fact]
    public async Task Topic_alias_replaces_the_topic_after_its_first_use()
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("alias"), received.Add);
        await cloud.SubscribeAsync(Topics.Filter(TopicLeaf.Records), MqttQos.AtLeastOnce, CancellationToken.None);
        await using IMqttConnection gate = await fixture.ConnectAsync(
            fixture.OptionsOf(South) with { UseTopicAliases = true });
        string topic = Topics.Of(South, TopicLeaf.Records);

        for (int i = 0; i < 5; i++)
            Assert.Equal(MqttReason.Success, await PublishAsync(gate, topic, $"alias {i}"));

        await received.SingleAsync(payload => payload == "alias 4");
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => (topic, $"alias {i}", false)),
            received.All.Where(message => message.Payload.StartsWith("alias", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Payload_above_the_brokers_limit_is_refused_by_name_and_the_connection_lives()
    {
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));

        MqttReason reason = await gate.PublishAsync(
            new MqttPublication(NorthRecords, new byte[100_000]), CancellationToken.None);

        Assert.Equal("packet too large (0x95)", reason.ToString());
        Assert.True((await PublishAsync(gate, NorthRecords, "small")).IsSuccess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("checkpoint/+/records")]
    [InlineData("zero\0character")]
    public async Task Publish_to_what_is_no_topic_is_refused_by_name(string topic)
    {
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));

        Assert.Equal("topic name invalid (0x90)", (await PublishAsync(gate, topic, "?")).ToString());
    }

    [Fact]
    public async Task Publishes_beyond_the_receive_maximum_are_refused_and_not_queued()
    {
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));
        int extra = 10;

        MqttReason[] reasons = await Task.WhenAll(Enumerable.Range(0, gate.SendMaximum + extra)
            .Select(i => PublishAsync(gate, Topics.Of(North, TopicLeaf.Hello), $"{i}"))).Within("all are answered");

        Assert.Equal(5000, gate.SendMaximum);
        Assert.InRange(reasons.Count(reason => reason.Code == MqttReason.ReceiveMaximumExceeded), 0, extra);
        Assert.All(reasons, reason => Assert.True(
            reason.IsSuccess || reason.Code == MqttReason.ReceiveMaximumExceeded, reason.ToString()));
        Assert.True((await PublishAsync(gate, Topics.Of(North, TopicLeaf.Hello), "again")).IsSuccess);
    }

    [Fact]
    public async Task Message_with_expiry_arrives_in_time()
    {
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await fixture.ConnectAsync(fixture.OptionsOfCloud("expiry"), received.Add);
        await cloud.SubscribeAsync(Topics.Filter(TopicLeaf.Records), MqttQos.AtLeastOnce, CancellationToken.None);
        await using IMqttConnection gate = await fixture.ConnectAsync(fixture.OptionsOf(North));
        var publication = new MqttPublication(NorthRecords, Encoding.UTF8.GetBytes("expires"))
        {
            Expiry = TimeSpan.FromSeconds(30),
        };

        Assert.Equal(MqttReason.Success, await gate.PublishAsync(publication, CancellationToken.None));

        await received.SingleAsync(payload => payload == "expires");
    }

    private static Task<MqttReason> PublishAsync(
        IMqttConnection connection, string topic, string payload, MqttQos qos = MqttQos.AtLeastOnce) =>
        connection.PublishAsync(
            new MqttPublication(topic, Encoding.UTF8.GetBytes(payload)) { Qos = qos }, CancellationToken.None);
}
