using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Microsoft.Extensions.Logging;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// A fleet against a site of its own: real broker, real cloud, real database; then the database itself is asked whether
/// it has every record once.
/// </summary>
public sealed class FleetScenario(string folder, SiteStore store, int gates, ILogger logger, Action<string> say)
{
    private const int MaxFaults = 10;

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
        return (result, await AuditAsync(site, result).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<string>> AuditAsync(Site site, FleetResult result)
    {
        var file = await CloudCommand.RunAsync(
            folder, "ledger.jsonl", "ledger", "--config", site.CloudConfiguration, "--json").ConfigureAwait(false);
        return Compare(result, File.ReadLines(file));
    }

    /// <param name="ledger">Lines of <c>checkpoint-cloud ledger --json</c>.</param>
    internal static IReadOnlyList<string> Compare(FleetResult result, IEnumerable<string> ledger)
    {
        var faults = new List<string>();
        var unseen = result.Streams.Where(stream => stream.Value.Made > 0).Select(stream => stream.Key).ToHashSet();
        foreach (var line in ledger)
        {
            using var entry = JsonDocument.Parse(line);
            var gate = GateId.Parse(entry.RootElement.GetProperty("gate").GetString()!);
            unseen.Remove(gate);
            if (FaultOf(entry.RootElement, result.Streams.GetValueOrDefault(gate)) is { } fault)
                faults.Add($"{gate}: {fault}");
        }

        faults.AddRange(unseen.Select(gate => $"{gate}: {result.Streams[gate].Made} made, none in the database"));
        return [.. faults.Take(MaxFaults)];
    }

    private static string? FaultOf(JsonElement entry, (StreamId Stream, long Made) truth)
    {
        var stored = entry.GetProperty("stored").GetInt64();
        var missing = entry.GetProperty("missing_count").GetInt64();
        var doubled = entry.GetProperty("doubled_count").GetInt64();
        if (entry.GetProperty("stream").GetString() != truth.Stream.ToString())
            return $"a stream that it never had: {entry.GetProperty("stream").GetString()}";
        return stored == truth.Made && missing == 0 && doubled == 0
            ? null
            : $"{truth.Made} made, {stored} in the database, {missing} missing, {doubled} doubled";
    }
}
