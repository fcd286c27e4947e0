using Checkpoint.Benchmarks.Reporting;
using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>What each way of sending a live reading costs, and so what each step saves.</summary>
internal static class VariantLadder
{
    private static readonly GateId Gate = GateId.Parse("east-gate-01");

    public static async Task MeasureAsync(
        Report report, string folder, int readings, int rounds, CancellationToken cancellation)
    {
        await using var broker = new MosquittoServer(folder);
        await broker.StartAsync(cancellation);
        using var connector = new LibMosquittoConnector();
        var administrator = Options(broker, MosquittoServer.AdminName, MosquittoServer.AdminName, broker.AdminPassword);
        var access = await new BrokerAccess(connector, administrator).ProvisionAsync(new AccessRequest([Gate]), cancellation);
        var gate = Options(broker, Gate.Value, BrokerAccess.UserNameOf(Gate), access.GatePasswords[Gate]);
        var cloud = Options(broker, "cloud", BrokerAccess.CloudUserName, access.CloudPassword!);
        var section = report.Section("wire: the steps that shorten it, each added to the one before (a bare gate and a bare cloud, the real broker)");
        foreach (var variant in Variant.Ladder)
        {
            var traffic = new List<LiveTraffic>();
            for (var round = 0; round < rounds; round++)
                traffic.Add(await MeasureAsync(variant, connector, broker.Port, gate, cloud, readings, cancellation));
            section.Add(variant.Name, "bytes/reading", traffic.Select(found => found.Bytes))
                .Add("  without TCP timestamps", "bytes/reading", traffic.Select(found => found.BytesWithoutTimestamps));
        }
    }

    private static async Task<LiveTraffic> MeasureAsync(
        Variant variant, LibMosquittoConnector connector, int port, MqttConnectionOptions gate, MqttConnectionOptions cloud,
        int readings, CancellationToken cancellation)
    {
        await using var pair = new VariantPair(variant, connector, gate, cloud);
        return await new LiveMeter(port, gate.ClientId, readings).MeasureAsync(pair.ConnectAsync, pair.PassOneAsync, cancellation);
    }

    private static MqttConnectionOptions Options(MosquittoServer broker, string clientId, string userName, string password) => new()
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        ClientId = clientId,
        UserName = userName,
        Password = password,
    };
}
