using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class RestoredDatabaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_database_put_back_from_an_older_copy_under_a_running_ingest_is_refilled_while_live_records_go_on()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Store = SiteStore.Influx, Gates = SiteGate.Mixed(2) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        var settings = SimulatedGates.Impatient();
        settings["uplink"]!["helloRefresh"] = "10s";
        await using var gates = new SimulatedGates(site, options, seed: 6, "rush", settings);
        gates.Start();
        await UntilStoredAsync(gates, 20);
        var copy = Path.Combine(folder.Path, "copy");
        await site.Database!.StopAsync();
        CopyAll(site.Database.Folder, copy);
        await site.Database.StartAsync();
        var kept = await CountAsync(site, options);
        await UntilStoredAsync(gates, 100);

        var had = await CountAsync(site, options);
        await site.Database.StopAsync();
        CopyAll(copy, site.Database.Folder);
        await site.Database.StartAsync();
        Assert.InRange(await CountAsync(site, options), 1, had - 1);
        await MetricsOf.UntilAsync(site, "checkpoint_ingest_lost_records_total", had - kept, Patience);

        // What was stored between the count and the stop is lost too: how much that was nobody knows, but all of it comes back.
        await Deadline.Until(() => IsWholeAsync(site, options).Result, "every record below the newest is back", Patience);
        Assert.Equal(0, await MetricsOf.ReadAsync(site, "checkpoint_ingest_records_total{result=\"rejected\"}"));
        await gates.StopAsync();

        var audits = await gates.AuditAsync(new AuditLimits());
        Assert.Empty(audits.SelectMany(audit => audit.Findings));
        Assert.All(audits, audit => Assert.Equal(audit.Made, audit.Stored));
        folder.Passed = true;
    }

    private static Task UntilStoredAsync(SimulatedGates gates, long count) =>
        gates.UntilAsync(() => gates.All.All(gate => gate.State is { } state && state.Stored > count), $"reach {count}", Patience, CancellationToken.None);

    private static void CopyAll(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<long> CountAsync(Site site, SiteOptions options)
    {
        await using var store = Open(site);
        long count = 0;
        foreach (var gate in options.Gates)
        {
            foreach (var stream in await store.StreamsAsync(gate.Id, CancellationToken.None))
                count += (await store.TallyAsync(gate.Id, stream, CancellationToken.None)).Count;
        }

        return count;
    }

    private static async Task<bool> IsWholeAsync(Site site, SiteOptions options)
    {
        await using var store = Open(site);
        foreach (var gate in options.Gates)
        {
            if ((await Ledger.OfGateAsync(store, gate.Id, _ => 0, CancellationToken.None)).Any(entry => entry.MissingCount > 0))
                return false;
        }

        return true;
    }

    private static InfluxRecordStore Open(Site site) => new(new InfluxOptions
    {
        Url = site.Database!.Url, Database = site.Database.Database, UserName = InfluxServer.AdminName, Password = site.Database.AdminPassword,
    });
}
