using System.Diagnostics;
using Checkpoint.DeviceSim.Faults;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>Kills processes of real sites, round after round: each a site of its own, audited and gone before the next.</summary>
/// <param name="strokes">How often to kill, in all.</param>
/// <param name="seed">Of the first round; the next ones follow.</param>
public sealed class KillSoak(int strokes, int seed, TextWriter output)
{
    private const int StrokesARound = 40;
    private const int Gates = 4;

    /// <summary>An embedded store answers so soon that few records are ever on their way to it.</summary>
    private const int MinUnacknowledged = 1;

    /// <summary>Gates are told to stop when so few wait: the rest goes while they stop.</summary>
    private const int Nearly = 1000;

    private readonly SoakLedger _ledger = new(output);
    private readonly Dictionary<KillTarget, int> _killed = [];
    private long _unacknowledged;

    /// <exception cref="OperationCanceledException">Stopped; everything has ended.</exception>
    public async Task<CampaignResult> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var done = await _ledger.RunRoundsAsync(
            "kill", seed, strokes, StrokesARound, (folder, round, count) => RoundAsync(folder, round, count, cancellation)).ConfigureAwait(false);
        return _ledger.Result(
            "kill", "kill −9 of gate, broker, cloud and database", $"./checkpoint soak --kill {strokes} --seed {seed}", (done, "kills"), watch.Elapsed, Note());
    }

    private string Note()
    {
        var killed = string.Join(", ", _killed.OrderBy(kind => kind.Key).Select(kind => $"{NameOf(kind.Key)} {kind.Value}"));
        var processes = _killed.Values.Sum();
        return $"Processes killed: {killed}; some two at once, some gates while starting or stopping. "
            + $"{(processes == 0 ? 0 : _unacknowledged / processes)} records were on their way at a kill, on average. InfluxDB and SQLite in turn.";
    }

    private static string NameOf(KillTarget target) => target.ToString().ToLowerInvariant();

    private async Task<(IReadOnlyList<GateAudit> Audits, string Done)> RoundAsync(
        string folder, int round, int count, CancellationToken cancellation)
    {
        var roundSeed = unchecked(seed + round);
        var options = Options(folder, roundSeed, round % 2 == 0 ? SiteStore.Influx : SiteStore.Sqlite);
        await using var site = await Site.StartAsync(options, cancellation).ConfigureAwait(false);
        await using var gates = new SimulatedGates(site, options, roundSeed, "rush", SimulatedGates.Impatient());
        var campaign = new KillCampaign(
            site, gates, new KillCampaignOptions { Seed = roundSeed, MinUnacknowledged = MinUnacknowledged });
        gates.Start();
        await campaign.RunAsync(KillPlan.Mixed(campaign.Targets, count, new Random(roundSeed)), cancellation).ConfigureAwait(false);
        await campaign.DrainAsync(Nearly, cancellation).ConfigureAwait(false);
        await gates.StopAsync().ConfigureAwait(false);
        foreach (var (target, unacknowledged) in campaign.Kills)
        {
            _killed[target] = _killed.GetValueOrDefault(target) + 1;
            _unacknowledged += unacknowledged;
        }

        return (await gates.AuditAsync(new AuditLimits()).ConfigureAwait(false), $"{count} kills, {NameOf(options.Store)}");
    }

    private static string NameOf(SiteStore store) => store == SiteStore.Influx ? "InfluxDB" : "SQLite";

    /// <summary>With InfluxDB also a proxy before it that answers late, with 500, or never, after the database has stored.</summary>
    private static SiteOptions Options(string folder, int seed, SiteStore store) => new()
    {
        Folder = folder,
        Store = store,
        Proxy = store == SiteStore.Sqlite ? null : new FaultProxyOptions
        {
            Seed = seed, Delay = TimeSpan.FromSeconds(0.5), AppliedThenErrorShare = 0.05, AppliedThenSilenceShare = 0.02,
        },
        Gates = SiteGate.Mixed(Gates),
    };
}
