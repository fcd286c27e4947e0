using System.Text.Json.Nodes;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Roads;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class NetworkTests
{
    private const int Seed = 11;
    private const int Nearly = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_fault_of_the_network_between_gates_and_broker_loses_and_doubles_nothing()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Gates = SiteGate.Mixed(2) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        await using var roads = new ProxyRoads(site.Broker.Port, options.Gates);
        var settings = SimulatedGates.Impatient();
        settings["uplink"]!["ackTimeout"] = "1s";
        settings["broker"] = new JsonObject { ["keepAlive"] = "5s", ["connectTimeout"] = "2s" };
        await using var gates = new SimulatedGates(site, options, Seed, "rush", settings, roads.Of);
        gates.Start();
        await gates.UntilAllSendAsync(CancellationToken.None);

        var random = new Random(Seed);
        foreach (var fault in roads.Faults)
            await BreakAsync(gates, roads, fault, random);
        await gates.UntilAsync(() => gates.Depth <= Nearly, "drain", Patience, CancellationToken.None);
        await gates.StopAsync();

        var audits = await gates.AuditAsync(new AuditLimits { TimeError = TimeSpan.FromMilliseconds(250), AdmittedBeyond = TimeSpan.FromMilliseconds(250) });
        Assert.Empty(audits.SelectMany(audit => audit.Findings));
        Assert.All(audits, audit => Assert.Equal(audit.Made, audit.Stored));
        folder.Passed = true;
    }

    /// <summary>Until many more records have been made than before it.</summary>
    private static async Task BreakAsync(SimulatedGates gates, ProxyRoads roads, RoadFault fault, Random random)
    {
        foreach (var gate in gates.All)
            await roads.BreakAsync(gate.Id, fault, random);
        var before = Made(gates);
        await gates.UntilAsync(() => Made(gates) >= before + 100, $"go on being made while the road is {fault}", Patience, CancellationToken.None);
        foreach (var gate in gates.All)
            await roads.MendAsync(gate.Id);
    }

    private static long Made(SimulatedGates gates) => gates.All.Sum(gate => gate.State!.MadeThrough);
}
