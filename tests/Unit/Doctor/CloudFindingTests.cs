using System.Net;
using System.Net.Sockets;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Uplink;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Doctor;

public sealed class CloudFindingTests : IDisposable
{
    private readonly DoctorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(0x86, "bad user name or password", "user gate-1 or its password is not known there")]
    [InlineData(MqttReason.NotAuthorized, "not authorized", "user gate-1 or its password is not known there")]
    [InlineData(0x88, "server unavailable", "the broker refuses: see its log")]
    [InlineData(MqttReason.Local, "connection refused", "see whether the broker is up")]
    [InlineData(MqttReason.Local, "TLS library has no SSL_get0_param: libmosquitto is not linked to OpenSSL 3", "install libmosquitto1 and libssl3 anew")]
    [InlineData(MqttReason.Local, "TLS failed: handshake broken off, or a certificate not accepted", "check the clock, Broker:CaFile")]
    public async Task A_broker_that_refuses_is_told_with_its_reason_and_what_to_do(int code, string reason, string advice)
    {
        _bench.Settings["Broker:UserName"] = "gate-1";
        _bench.Connector = new RefusingConnector(new MqttReason(code, reason));

        var found = await _bench.FindAsync("broker");

        Assert.Equal(FindingResult.Fail, found!.Result);
        Assert.StartsWith($"broker:1883: {reason}", found.Seen, StringComparison.Ordinal);
        Assert.StartsWith(advice, found.Advice, StringComparison.Ordinal);
        Assert.Null(await _bench.FindAsync("registry"));
    }

    [Fact]
    public async Task A_password_file_that_is_missing_is_named()
    {
        _bench.Settings["Broker:UserName"] = "gate-1";
        _bench.Settings["Broker:PasswordFile"] = "/nowhere/password";

        Assert.Contains("/nowhere/password", (await _bench.FindAsync("broker"))!.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_signs_in_as_the_gate_and_leaves_no_word_behind()
    {
        Assert.Equal("broker:1883 lets a gate without a name in, without TLS", (await _bench.FindAsync("broker"))!.Seen);

        Assert.Equal("gate-1", _bench.Broker.Greeting!.ClientId);
        Assert.Null(_bench.Broker.Greeting.Will);
        Assert.All(_bench.Broker.Publications, publication => Assert.EndsWith("/hello", publication.Topic, StringComparison.Ordinal));
        Assert.Equal(_bench.Broker.Connects, _bench.Broker.Disposed);
    }

    [Fact]
    public async Task A_gate_that_the_cloud_knows_passes() =>
        Assert.Equal("the cloud knows gate-1", (await _bench.FindAsync("registry"))!.Seen);

    [Fact]
    public async Task A_gate_that_the_cloud_does_not_know_is_to_be_registered()
    {
        _bench.Broker.OnHello = hello => new Welcome(hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow()), 0, Known: false);

        var found = await _bench.FindAsync("registry");

        Assert.Equal((FindingResult.Fail, "the cloud does not know gate-1"), (found!.Result, found.Seen));
        Assert.StartsWith("checkpoint-cloud gates add --gate gate-1", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_that_differ_are_a_warning()
    {
        _bench.Broker.OnHello = hello => new Welcome(
            hello.Nonce, UplinkBench.Micros(_bench.Time.GetUtcNow() + TimeSpan.FromMinutes(10)), 0, Known: true);

        Assert.Equal("the cloud knows gate-1; its clock is 10 min ahead of this board's", (await _bench.FindAsync("registry"))!.Seen);
    }

    [Fact]
    public async Task A_broker_without_a_cloud_is_told()
    {
        _bench.Broker.PubAck = new MqttReason(MqttReason.NoMatchingSubscribers, "no matching subscribers");

        Assert.Equal("no cloud listens at this broker", (await _bench.FindAsync("registry"))!.Seen);
    }

    [Fact]
    public async Task A_cloud_that_does_not_answer_is_waited_for_only_so_long()
    {
        _bench.Settings["Uplink:WelcomeTimeout"] = "1s";
        _bench.Broker.OnHello = null;

        Assert.Equal("the cloud gives no answer", (await _bench.FindAsync("registry"))!.Seen);
    }

    [Fact]
    public async Task A_role_that_is_not_up_to_date_is_told()
    {
        _bench.Broker.SubAck = new MqttReason(MqttReason.NotAuthorized, "not authorized");

        Assert.Equal("replies: not authorized (0x87)", (await _bench.FindAsync("registry"))!.Seen);
    }

    [Fact]
    public async Task The_hello_tells_the_stream_as_it_stands_and_changes_nothing_of_it()
    {
        using (var outbox = Open())
            await outbox.AppendAsync([new Gateway.Outbox.MadeRecord(new GateEvent { Type = GateEventType.DoorOpened }, _bench.Clock.Now)], CancellationToken.None);
        await _bench.RunAsync();

        using var after = Open();
        Assert.Equal((after.Head.Stream, after.Head.MadeThrough), Assert.Single(_bench.Broker.Hellos) is var hello ? (hello.Stream, hello.MadeThrough) : default);
        Assert.Equal("board-1", hello.Board);
    }

    [Fact]
    public async Task With_an_outbox_that_cannot_be_read_no_hello_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Data, "outbox.db"), new string('x', 8192));

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("registry"))!.Result);
        Assert.Empty(_bench.Broker.Hellos);
    }

    [Fact]
    public async Task A_running_gateways_connection_is_left_alone()
    {
        using var outbox = Open();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connector = new RefusingConnector(MqttReason.FromLocal("asked"));
        _bench.Connector = connector;
        _bench.Settings["Broker:Host"] = "127.0.0.1";
        _bench.Settings["Broker:Port"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}";

        Assert.Equal(FindingResult.Pass, (await _bench.FindAsync("broker"))!.Result);
        Assert.Equal("not asked: the running gateway is", (await _bench.FindAsync("registry"))!.Seen);
        Assert.Equal(0, connector.Asked);

        listener.Stop();
        var refused = await _bench.FindAsync("broker");
        Assert.Equal(FindingResult.Fail, refused!.Result);
        Assert.Contains("connection refused", refused.Seen, StringComparison.Ordinal);
    }

    private GateOutbox Open() => GateOutbox.Open(_bench.Options.Outbox, "board-1", OutboxBench.Zone(), _bench.Clock);
}
