using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class UnknownGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_gate_that_the_registry_does_not_know_is_listed_as_waiting_and_its_kept_records_arrive_once_it_is()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Gates = SiteGate.Mixed(2) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        await site.Cloud.StopAsync();
        site.Register(options.Gates.Take(1));
        await site.Cloud.StartAsync();
        await using var gates = new SimulatedGates(site, options, seed: 5, "rush", SimulatedGates.Impatient());
        var (known, unknown) = (gates.All[0], gates.All[1]);
        using var client = new HttpClient { BaseAddress = site.Cloud.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(await site.MakeTokenAsync("tests"))).Trim());
        gates.Start();

        await Deadline.Until(() => known.State is { Stored: > 20 } && unknown.State is { OutboxDepth: > 100 }, "records", Patience);
        Assert.Contains(unknown.Id.Value, await client.GetStringAsync("api/v1/gates/waiting"), StringComparison.Ordinal);
        Assert.Equal(0, unknown.State!.Stored);

        site.Register(options.Gates);
        await Deadline.Until(() => unknown.State is { Stored: > 100 }, "the kept records have arrived", Patience);
        await gates.StopAsync();
        Assert.Empty((await gates.AuditAsync(new AuditLimits())).SelectMany(audit => audit.Findings));
        folder.Passed = true;
    }
}
