using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class RestoredBackupTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_database_put_back_from_an_older_copy_gets_from_its_gates_what_it_has_lost_while_the_broker_goes_on()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Gates = SiteGate.Mixed(2) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        await using var gates = new SimulatedGates(site, options, seed: 5, "rush", SimulatedGates.Impatient());
        var (database, copy) = (Path.Combine(folder.Path, "store.sqlite"), Path.Combine(folder.Path, "backup.sqlite"));
        gates.Start();
        await UntilStoredAsync(gates, 20);
        await site.Cloud.StopAsync();
        Assert.False(File.Exists(database + "-wal"));
        File.Copy(database, copy);
        await site.Cloud.StartAsync();
        await UntilStoredAsync(gates, 100);

        await site.Cloud.StopAsync();
        File.Copy(copy, database, overwrite: true);
        var stored = gates.All.Select(gate => gate.State!.Stored).ToArray();
        await gates.UntilAsync(() => gates.All.All(gate => gate.State is { OutboxDepth: > 20 }), "wait", Patience, CancellationToken.None);
        await site.Cloud.StartAsync();
        await gates.UntilAsync(
            () => gates.All.Select((gate, i) => gate.State!.Stored > stored[i] + 50).All(more => more), "arrive again", Patience, CancellationToken.None);
        await gates.StopAsync();

        var audits = await gates.AuditAsync(new AuditLimits());
        Assert.Empty(audits.SelectMany(audit => audit.Findings));
        Assert.All(audits, audit => Assert.Equal(audit.Made, audit.Stored));
        folder.Passed = true;
    }

    private static Task UntilStoredAsync(SimulatedGates gates, long count) =>
        gates.UntilAsync(() => gates.All.All(gate => gate.State is { } state && state.Stored > count), $"reach {count}", Patience, CancellationToken.None);
}
