using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>A real Mosquitto of its own, with access given to the cloud and to some gates, and one connector.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public static readonly GateId North = GateId.Parse("gate-north");
    public static readonly GateId South = GateId.Parse("gate-south");

    private readonly string _folder = TestFolder.Create("broker");
    private readonly Dictionary<string, string> _passwords = [];

    public BrokerFixture() => Broker = new MosquittoServer(_folder);

    public MosquittoServer Broker { get; }

    public LibMosquittoConnector Connector { get; } = new();

    public MqttConnectionOptions Administrator => new()
    {
        Host = "127.0.0.1",
        Port = Broker.Port,
        ClientId = "tests-administrator",
        UserName = MosquittoServer.AdminName,
        Password = Broker.AdminPassword,
    };

    public async Task InitializeAsync()
    {
        await Broker.StartAsync();
        await ProvisionAsync(North, South);
    }

    public async Task DisposeAsync()
    {
        Connector.Dispose();
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<AccessResult> ProvisionAsync(params GateId[] gates)
    {
        AccessResult result = await new BrokerAccess(Connector, Administrator)
            .ProvisionAsync(new AccessRequest(gates), CancellationToken.None);
        Assert.Empty(result.Faults);
        foreach ((GateId gate, string password) in result.GatePasswords)
            _passwords[gate.Value] = password;
        if (result.CloudPassword is not null)
            _passwords[BrokerAccess.CloudUserName] = result.CloudPassword;
        return result;
    }

    public MqttConnectionOptions OptionsOf(GateId gate) => OptionsOf(gate.Value, gate.Value);

    public MqttConnectionOptions OptionsOfCloud(string clientId) => OptionsOf(BrokerAccess.CloudUserName, clientId);

    public Task<IMqttConnection> ConnectAsync(MqttConnectionOptions options, MqttMessageHandler? onMessage = null) =>
        Connector.ConnectAsync(options, onMessage ?? Ignore, CancellationToken.None);

    private static void Ignore(in MqttMessage message)
    {
        // Tests that expect no message say so by their own handler.
    }

    private MqttConnectionOptions OptionsOf(string user, string clientId) => new()
    {
        Host = "127.0.0.1",
        Port = Broker.Port,
        ClientId = clientId,
        UserName = user,
        Password = _passwords[user],
    };
}
