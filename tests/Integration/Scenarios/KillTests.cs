using Checkpoint.DeviceSim.Faults;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Xunit.Abstractions;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int MinUnacknowledged = 100;

    [Fact]
    public async Task Broker_cloud_database_and_gates_killed_at_random_lose_and_double_nothing()
    {
        using var folder = new ScenarioFolder();
        var siteOptions = new SiteOptions
        {
            Folder = folder.Path,
            Store = SiteStore.Influx,
            Proxy = new FaultProxyOptions { Seed = 7, Delay = TimeSpan.FromSeconds(1.5), AppliedThenErrorShare = 0.05, AppliedThenSilenceShare = 0.05 },
            Gates = SiteGate.Mixed(4),
        };
        await using var site = await Site.StartAsync(siteOptions, CancellationToken.None);
        await using var gates = new SimulatedGates(site, siteOptions, seed: 7, "rush", SimulatedGates.Impatient());
        var campaign = new KillCampaign(site, gates, new KillCampaignOptions { Seed = 7, Kills = Kills, MinUnacknowledged = MinUnacknowledged });
        var started = DateTime.UtcNow;
        gates.Start();

        await campaign.RunAsync(CancellationToken.None);
        await campaign.DrainAsync(nearly: 1000, CancellationToken.None);
        var seconds = (DateTime.UtcNow - started).TotalSeconds;
        await gates.StopAsync();
        var audits = await gates.AuditAsync(new AuditLimits());

        foreach (var audit in audits)
            output.WriteLine($"{audit.Gate}: {audit.Made} made, {audit.Stored} stored, {audit.Made / seconds:0} a second");
        Assert.Empty(audits.SelectMany(audit => audit.Findings));
        Assert.All(audits, audit => Assert.Equal(audit.Made, audit.Stored));
        Assert.All(Enum.GetValues<KillTarget>(), target => Assert.Equal(Kills, campaign.Kills.Count(kill => kill.Target == target)));
        Assert.All(
            campaign.Kills.Where(kill => kill.Target != KillTarget.Gate),
            kill => Assert.InRange(kill.Unacknowledged, MinUnacknowledged, long.MaxValue));
        Assert.All(
            [DatabaseFault.AppliedThenError, DatabaseFault.AppliedThenSilence, DatabaseFault.Refused],
            fault => Assert.InRange(site.Proxy!.CountOf(fault), 1, int.MaxValue));
        folder.Passed = true;
    }
}
