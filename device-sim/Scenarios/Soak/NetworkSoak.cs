using System.Diagnostics;
using System.Text.Json.Nodes;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.DeviceSim.Scenarios.Roads;

namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>
/// Breaks the network between gates and broker, one fault after the other: by a proxy, and in network namespaces where the
/// kernel has them. Each round is a site of its own, audited and gone before the next.
/// </summary>
/// <param name="faults">How many.</param>
public sealed class NetworkSoak(int faults, int seed, TextWriter output)
{
    private const int FaultsARound = 25;
    private const int Gates = 4;

    /// <summary>The others meet one gate.</summary>
    private const double AllGatesShare = 0.3;

    /// <summary>Gates are told to stop when so few wait: the rest goes while they stop.</summary>
    private const int Nearly = 1000;

    private static readonly TimeSpan LongestPeace = TimeSpan.FromSeconds(1);

    /// <summary>Longer than these gates wait for an ack, so that some give a connection up and some don't.</summary>
    private static readonly TimeSpan LongestFault = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMinutes(2);

    private readonly SoakLedger _ledger = new(output);
    private readonly SortedDictionary<string, int> _met = new(StringComparer.Ordinal);
    private readonly string? _noNamespaces = NamespaceRoads.WhyNot();

    /// <exception cref="OperationCanceledException">Stopped; everything has ended.</exception>
    public async Task<CampaignResult> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var done = await _ledger.RunRoundsAsync(
            "network", seed, faults, FaultsARound, (folder, round, count) => RoundAsync(folder, round, count, cancellation)).ConfigureAwait(false);
        return _ledger.Result(
            "network", "network between gates and broker", $"./checkpoint soak --network {faults} --seed {seed}", (done, "faults"), watch.Elapsed, Note());
    }

    private string Note() => string.Join(", ", _met.Select(kind => $"{kind.Key} {kind.Value}"))
        + (_noNamespaces is null ? "." : $". Nothing in network namespaces: {_noNamespaces}.");

    private async Task<(IReadOnlyList<GateAudit> Audits, string Done)> RoundAsync(
        string folder, int round, int count, CancellationToken cancellation)
    {
        var inNamespaces = round % 2 == 1 && _noNamespaces is null;
        var random = new Random(unchecked(seed + round));
        var options = new SiteOptions { Folder = folder, Gates = SiteGate.Mixed(Gates), BrokerListensEverywhere = inNamespaces };
        await using var site = await Site.StartAsync(options, cancellation).ConfigureAwait(false);
        await using IGateRoads roads = inNamespaces
            ? await NamespaceRoads.CreateAsync(folder, site.Broker.Port, options.Gates).ConfigureAwait(false)
            : new ProxyRoads(site.Broker.Port, options.Gates);
        await using var gates = new SimulatedGates(site, options, unchecked(seed + round), "rush", Settings(), roads.Of);
        gates.Start();
        await gates.UntilAllSendAsync(cancellation).ConfigureAwait(false);
        for (var i = 0; i < count; i++)
            await BreakAsync(gates, roads, inNamespaces, random, cancellation).ConfigureAwait(false);
        await gates.UntilAsync(() => gates.Depth <= Nearly, "drain", DrainTimeout, cancellation).ConfigureAwait(false);
        await gates.StopAsync().ConfigureAwait(false);
        return (await gates.AuditAsync(Limits).ConfigureAwait(false), $"{count} faults {(inNamespaces ? "in namespaces" : "by proxy")}");
    }

    private async Task BreakAsync(SimulatedGates gates, IGateRoads roads, bool inNamespaces, Random random, CancellationToken cancellation)
    {
        await Task.Delay(random.NextDouble() * LongestPeace, cancellation).ConfigureAwait(false);
        var fault = roads.Faults[random.Next(roads.Faults.Count)];
        GateProgram[] struck = random.NextDouble() < AllGatesShare ? [.. gates.All] : [gates.All[random.Next(gates.All.Count)]];
        foreach (var gate in struck)
            await roads.BreakAsync(gate.Id, fault, random).ConfigureAwait(false);
        var kind = $"{Words(fault)} ({(inNamespaces ? "namespace" : "proxy")})";
        _met[kind] = _met.GetValueOrDefault(kind) + 1;
        // Squared: mostly short, some long.
        await Task.Delay(random.NextDouble() * random.NextDouble() * LongestFault, cancellation).ConfigureAwait(false);
        gates.ThrowIfOneEnded();
        foreach (var gate in struck)
            await roads.MendAsync(gate.Id).ConfigureAwait(false);
    }

    private static string Words(RoadFault fault) => fault switch
    {
        RoadFault.SilentUp => "silent towards the broker",
        RoadFault.SilentDown => "silent towards the gate",
        RoadFault.Silent => "silent both ways",
        RoadFault.CableOut => "cable out",
        RoadFault.OtherAddress => "another address",
        _ => fault.ToString().ToLowerInvariant(),
    };

    /// <summary>A gate that learns the time over such a road admits a great error; what it admits, it may have.</summary>
    private static AuditLimits Limits => new() { TimeError = TimeSpan.FromMilliseconds(250), AdmittedBeyond = TimeSpan.FromMilliseconds(250) };

    private static JsonObject Settings()
    {
        var settings = SimulatedGates.Impatient();
        settings["broker"] = new JsonObject { ["keepAlive"] = "5s", ["connectTimeout"] = "3s" };
        return settings;
    }
}
