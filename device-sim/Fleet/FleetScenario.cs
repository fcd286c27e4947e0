using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Microsoft.Extensions.Logging;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// A fleet against a site of its own: real broker, real cloud, real database; then the database itself is asked whether
/// it has every record once.
/// </summary>
public sealed class FleetScenario(string folder, SiteStore store, int gates, ILogger logger, Action<string> say)
{
    /// <param name="plan">Without a broker: the site's is filled in.</param>
    /// <returns>The fleet's own account, and what the database lacks or has too much; no faults when it balances.</returns>
    public async Task<(FleetResult Result, IReadOnlyList<string> Faults)> RunAsync(FleetOptions plan, CancellationToken cancellation)
    {
        var options = new SiteOptions { Folder = folder, Store = store, Gates = SiteGate.Mixed(gates) };
        say($"starting broker, database and cloud; giving {gates} gates their access");
        await using var site = await Site.StartAsync(options, cancellation).ConfigureAwait(false);
        var credentials = options.Gates
            .Select(gate => new GateCredentials(gate.Id, File.ReadAllText(site.PasswordFileOf(gate.Id)).TrimEnd())).ToList();
        var run = new FleetRun(plan with { Host = "127.0.0.1", Port = site.Broker.Port }, credentials, TimeProvider.System, logger, say);
        var result = await run.RunAsync(cancellation).ConfigureAwait(false);
        say("asking the database");
        var made = result.Streams.ToDictionary(gate => (gate.Key, gate.Value.Stream), gate => gate.Value.Made);
        return (result, LedgerComparison.Compare(made, await site.ReadLedgerAsync().ConfigureAwait(false)));
    }
}
