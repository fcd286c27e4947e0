using System.Net;
using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Mqtt;

public sealed class TlsTests : IDisposable
{
    private readonly string _folder = TestFolder.Create("tls");
    private readonly LibMosquittoConnector _connector = new();

    public void Dispose()
    {
        _connector.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Messages_pass_over_tls_and_a_large_one_arrives_whole()
    {
        var authority = new TestAuthority(Path.Combine(_folder, "authority"), IPAddress.Loopback);
        await using MosquittoServer broker = await StartAsync(authority);
        MqttConnectionOptions administrator = OptionsOf(broker, authority.CaFile);
        GateId gate = GateId.Parse("gate-tls");
        AccessResult access = await new BrokerAccess(_connector, administrator)
            .ProvisionAsync(new AccessRequest([gate]), CancellationToken.None);
        var received = new ReceivedMessages();
        await using IMqttConnection cloud = await ConnectAsync(administrator with
        {
            ClientId = "cloud-tls",
            UserName = BrokerAccess.CloudUserName,
            Password = access.CloudPassword,
        }, received.Add);
        await cloud.SubscribeAsync(Topics.Everything, MqttQos.AtLeastOnce, CancellationToken.None);
        await using IMqttConnection sender = await ConnectAsync(administrator with
        {
            ClientId = gate.Value,
            UserName = gate.Value,
            Password = access.GatePasswords[gate],
        });

        MqttReason[] reasons = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => sender.PublishAsync(
            new MqttPublication(Topics.Of(gate, TopicLeaf.Records), new byte[60_000]), CancellationToken.None)));

        Assert.All(reasons, reason => Assert.Equal(MqttReason.Success, reason));
        await Deadline.Until(() => received.Count == reasons.Length, "all arrive");
        Assert.All(received.All, message => Assert.Equal(60_000, message.Payload.Length));
    }

    [Fact]
    public async Task Broker_with_a_certificate_of_a_stranger_or_for_another_address_is_refused()
    {
        var authority = new TestAuthority(Path.Combine(_folder, "authority"), IPAddress.Parse("10.11.12.13"));
        var stranger = new TestAuthority(Path.Combine(_folder, "stranger"), IPAddress.Loopback);
        await using MosquittoServer broker = await StartAsync(authority);

        var unknown = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(OptionsOf(broker, stranger.CaFile)));
        var elsewhere = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(OptionsOf(broker, authority.CaFile)));

        Assert.StartsWith("TLS failed", unknown.Reason.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("TLS failed", elsewhere.Reason.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task Dates_of_a_certificate_are_held_against_it_by_the_time_given_and_not_at_all_where_none_is_known(int validFromDays)
    {
        var validFrom = DateTimeOffset.UtcNow.AddDays(validFromDays);
        var authority = new TestAuthority(Path.Combine(_folder, "authority"), IPAddress.Loopback, validFrom);
        await using MosquittoServer broker = await StartAsync(authority);

        await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(OptionsOf(broker, authority.CaFile)));
        await (await ConnectAsync(OptionsOf(broker, authority.CaFile, CertificateDates.Unchecked))).DisposeAsync();
        await (await ConnectAsync(OptionsOf(broker, authority.CaFile, CertificateDates.At(validFrom.AddDays(5))))).DisposeAsync();
        foreach (int days in new[] { -2, 12 })
        {
            var refused = await Assert.ThrowsAsync<MqttException>(
                () => ConnectAsync(OptionsOf(broker, authority.CaFile, CertificateDates.At(validFrom.AddDays(days)))));
            Assert.StartsWith("TLS failed", refused.Reason.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Chain_and_name_are_checked_though_the_time_is_not_known()
    {
        var authority = new TestAuthority(Path.Combine(_folder, "authority"), IPAddress.Parse("10.11.12.13"));
        var stranger = new TestAuthority(Path.Combine(_folder, "stranger"), IPAddress.Loopback);
        await using MosquittoServer broker = await StartAsync(authority);

        foreach (string caFile in new[] { authority.CaFile, stranger.CaFile })
        {
            var refused = await Assert.ThrowsAsync<MqttException>(
                () => ConnectAsync(OptionsOf(broker, caFile, CertificateDates.Unchecked)));
            Assert.StartsWith("TLS failed", refused.Reason.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Certificate_file_that_cannot_be_read_is_named()
    {
        var options = new MqttConnectionOptions
        {
            Host = "127.0.0.1",
            ClientId = "tests",
            Tls = new MqttTlsOptions { CaFile = "no/such/file.pem" },
        };

        var failed = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(options));

        Assert.Equal("no/such/file.pem: a TLS file cannot be read", failed.Message);
    }

    [Fact]
    public async Task Server_that_speaks_no_tls_is_given_up_by_name()
    {
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck);
        var authority = new TestAuthority(Path.Combine(_folder, "authority"), IPAddress.Loopback);
        var options = new MqttConnectionOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = "tests",
            Tls = new MqttTlsOptions { CaFile = authority.CaFile },
        };

        var failed = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(options));

        Assert.StartsWith("TLS failed", failed.Reason.ToString(), StringComparison.Ordinal);
    }

    private Task<IMqttConnection> ConnectAsync(MqttConnectionOptions options, MqttMessageHandler? onMessage = null) =>
        _connector.ConnectAsync(options, onMessage ?? ((in MqttMessage _) => { }), CancellationToken.None);

    private async Task<MosquittoServer> StartAsync(TestAuthority authority)
    {
        var broker = new MosquittoServer(
            Path.Combine(_folder, "broker"), new MosquittoOptions { Tls = (authority.CertificateFile, authority.KeyFile) });
        await broker.StartAsync();
        return broker;
    }

    private static MqttConnectionOptions OptionsOf(MosquittoServer broker, string caFile, CertificateDates dates = default) => new()
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        ClientId = "tests",
        UserName = MosquittoServer.AdminName,
        Password = broker.AdminPassword,
        Tls = new MqttTlsOptions { CaFile = caFile, Dates = dates },
    };
}
