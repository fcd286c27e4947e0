using System.Text.Json.Nodes;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Roads;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>The gates of a site, each the real gateway in a process of its own, and their audit at the end.</summary>
public sealed class SimulatedGates : IAsyncDisposable
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Site _site;
    private readonly string _folder;
    private readonly Func<GateId, GateRoad> _road;

    /// <param name="settings">Laid over each gateway's configuration.</param>
    /// <param name="road">How each gate gets to the broker; null for straight on.</param>
    public SimulatedGates(
        Site site, SiteOptions options, int seed, string pace, JsonObject? settings = null, Func<GateId, GateRoad>? road = null)
    {
        _site = site;
        _road = road ?? (_ => new GateRoad("127.0.0.1", site.Broker.Port));
        _folder = Path.Combine(options.Folder, "gates");
        Directory.CreateDirectory(_folder);
        All = [.. options.Gates.Select((gate, i) => new GateProgram(
            gate, _folder, WriteConfiguration(gate, settings), unchecked(seed * 1000 + i), pace)
        {
            Launcher = _road(gate.Id).Launcher,
        })];
    }

    public IReadOnlyList<GateProgram> All { get; }

    /// <summary>Settings for which what takes a gate half a minute in the field takes a second.</summary>
    public static JsonObject Impatient() => new()
    {
        ["uplink"] = new JsonObject { ["ackTimeout"] = "5s", ["drainTimeout"] = "30s", ["backoffLeast"] = "100ms", ["backoffMost"] = "1s" },
    };

    /// <summary>Records that the gates know not to be in the database, by their last word.</summary>
    public long Depth => All.Sum(gate => gate.State?.OutboxDepth ?? 0);

    public void Start()
    {
        foreach (var gate in All)
            gate.Start();
    }

    /// <exception cref="InvalidOperationException">One ended by itself; with its last lines.</exception>
    public void ThrowIfOneEnded()
    {
        if (All.FirstOrDefault(gate => !gate.IsRunning) is { } ended)
            throw new InvalidOperationException($"{ended.Id} ended by itself:\n{ended.ReadLogTail()}");
    }

    /// <summary>Until the cloud has acked something to every one since its process began.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    /// <exception cref="InvalidOperationException">One ended by itself.</exception>
    public Task UntilAllSendAsync(CancellationToken cancellation) =>
        UntilAsync(() => All.All(gate => gate.IsSending), "begin to arrive", SendTimeout, cancellation);

    /// <param name="what">What records then do, for the exception's text.</param>
    /// <exception cref="TimeoutException">They don't.</exception>
    /// <exception cref="InvalidOperationException">A gate ended by itself.</exception>
    public async Task UntilAsync(Func<bool> reached, string what, TimeSpan within, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + within;
        while (!reached())
        {
            ThrowIfOneEnded();
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"records did not {what} in {within.TotalSeconds} s: {Depth} unacknowledged");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Lets them send what they have, and stops them.</summary>
    public Task StopAsync() => Task.WhenAll(All.Select(gate => gate.StopAsync()));

    /// <summary>Records made in each stream, by the gates' last word.</summary>
    public IReadOnlyDictionary<(GateId Gate, StreamId Stream), long> Made =>
        All.SelectMany(gate => MadeThrough(gate).Select(made => (gate.Id, made))).ToDictionary(pair => (pair.Id, pair.made.Key), pair => pair.made.Value);

    /// <summary>What the database has of each gate, against what the gate and its world say. Call it when they have stopped.</summary>
    /// <param name="others">Streams under these gates' names that are not theirs.</param>
    public async Task<IReadOnlyList<GateAudit>> AuditAsync(AuditLimits limits, IReadOnlySet<StreamId>? others = null)
    {
        var audits = new List<GateAudit>();
        foreach (var gate in All)
        {
            var truth = GateTruth.From(gate.Id, gate.ReadTruth());
            var stored = await ExportAsync(gate.Id).ConfigureAwait(false);
            var own = others is null ? stored : [.. stored.Where(record => !others.Contains(record.Stream))];
            audits.Add(GateAudit.Of(truth, own, MadeThrough(gate), limits));
        }

        return audits;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in All)
            await gate.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<StoredRecord>> ExportAsync(GateId gate)
    {
        var file = await CloudCommand.RunAsync(
            _folder, $"{gate}.export.jsonl", "export", "--config", _site.CloudConfiguration, "--gate", gate.Value).ConfigureAwait(false);
        return [.. File.ReadLines(file).Select(StoredRecord.Parse)];
    }

    private static Dictionary<StreamId, long> MadeThrough(GateProgram gate) => gate.State is { } state
        ? new() { [state.Stream] = state.MadeThrough }
        : [];

    private string WriteConfiguration(SiteGate gate, JsonObject? settings)
    {
        var configuration = settings?.DeepClone().AsObject() ?? [];
        configuration["gate"] = new JsonObject { ["id"] = gate.Id.Value };
        configuration["lines"] = SiteWiring.Section(gate.Kind);
        configuration["screening"] ??= new JsonObject();
        configuration["screening"]!["leastIndoors"] = "10m"; // these sites have a waiting room; some don't use it
        configuration["air"] = new JsonObject { ["vestibuleAddress"] = "0x76", ["outdoorAddress"] = "0x77" };
        configuration["outbox"] = new JsonObject { ["folder"] = Path.Combine(_folder, gate.Id.Value) };
        configuration["broker"] ??= new JsonObject();
        configuration["broker"]!["host"] = _road(gate.Id).Host;
        configuration["broker"]!["port"] = _road(gate.Id).Port;
        configuration["broker"]!["userName"] = gate.Id.Value;
        configuration["broker"]!["passwordFile"] = _site.PasswordFileOf(gate.Id);
        var file = Path.Combine(_folder, $"{gate.Id}.json");
        File.WriteAllText(file, configuration.ToJsonString());
        return file;
    }
}
