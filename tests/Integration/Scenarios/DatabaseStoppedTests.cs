using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class DatabaseStoppedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task While_the_database_is_stopped_no_outbox_counts_a_record_as_delivered_and_then_all_drain()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Store = SiteStore.Influx, Gates = SiteGate.Mixed(2) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        await using var gates = new SimulatedGates(site, options, seed: 3, "rush", SimulatedGates.Impatient());
        gates.Start();
        await Deadline.Until(() => gates.All.All(gate => gate.State is { Stored: > 20 }), "records stored", Patience);

        await site.Database!.StopAsync();
        await Deadline.Until(() => gates.Depth > 100, "records waiting", Patience);
        var before = Stored(gates);
        await Deadline.Until(() => gates.Depth > 400, "more records waiting", Patience);

        Assert.Equal(before, Stored(gates));
        await site.Database.StartAsync();
        await gates.StopAsync();
        Assert.Equal(0, gates.Depth);
        Assert.Empty((await gates.AuditAsync(new AuditLimits())).SelectMany(audit => audit.Findings));
        folder.Passed = true;
    }

    private static long[] Stored(SimulatedGates gates) => [.. gates.All.Select(gate => gate.State!.Stored)];
}
