using System.Net.Http.Headers;
using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>A site with Mosquitto, InfluxDB and the cloud, all real, and the gates' connections that load it.</summary>
internal sealed class IngestRig : IAsyncDisposable
{
    private const int GateCount = 50;

    private const string RawDatabase = "raw";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Site _site;
    private readonly LibMosquittoConnector _connector = new();
    private readonly List<LoadGate> _rawGates;

    private IngestRig(Site site)
    {
        _site = site;
        var password = Encoding.UTF8.GetBytes($"{InfluxServer.AdminName}:{site.Database!.AdminPassword}");
        Http = new HttpClient { BaseAddress = site.Database.Url };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(password));
        var sources = SiteGate.Mixed(GateCount).Select((gate, i) => new LoadGate(gate.Id, seed: i)).ToList();
        Gates = [.. sources.Select(source => new FloodGate(source, Counters))];
        _rawGates = [.. SiteGate.Mixed(GateCount).Select((gate, i) => new LoadGate(gate.Id, seed: i))];
    }

    public FloodCounters Counters { get; } = new();

    public IReadOnlyList<FloodGate> Gates { get; }

    /// <summary>To InfluxDB, as its administrator.</summary>
    public HttpClient Http { get; }

    public string QueryUri => $"{Http.BaseAddress}query?db={_site.Database!.Database}&epoch=ns";

    /// <summary>Process ids.</summary>
    public int Cloud => _site.Cloud.ProcessId;

    public int Broker => _site.Broker.ProcessId;

    public int Database => _site.Database!.ProcessId;

    public static TimeSpan CpuOf(int processId) => ProcessUsage.Read(processId)?.CpuTime
        ?? throw new InvalidOperationException($"process {processId} has ended; see its log");

    public static async Task<IngestRig> StartAsync(string folder, CancellationToken cancellation)
    {
        var options = new SiteOptions { Folder = folder, Store = SiteStore.Influx, Gates = SiteGate.Mixed(GateCount) };
        var rig = new IngestRig(await Site.StartAsync(options, cancellation));
        try
        {
            await rig.CreateRawDatabaseAsync(cancellation);
            foreach (var gate in rig.Gates)
                await gate.ConnectAsync(rig._connector, rig.OptionsOf(gate.Source.Id), cancellation);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public RawWriter NewRawWriter() =>
        new(Http, new Uri($"write?db={RawDatabase}&precision=ns", UriKind.Relative), SitePlace);

    /// <summary>Records of the same kind in a database of their own, each one new to it.</summary>
    public void FillRaw(RawWriter raw, long lines)
    {
        const int perGate = 500;
        for (long made = 0; made < lines; made += perGate * _rawGates.Count)
        {
            foreach (var gate in _rawGates)
                raw.Add(gate, gate.Next(perGate));
        }
    }

    public void ThrowIfFailed()
    {
        if (Counters.Failure is { } failure)
            throw new InvalidOperationException(failure);
    }

    public async Task WaitForStoredAsync(long readings, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        while (Counters.Stored < readings)
        {
            ThrowIfFailed();
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>From the database: every seq of every gate once, none twice, none that was not made.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="InvalidOperationException">Names the first gate that does not balance.</exception>
    public async Task<long> RequireExactlyOnceAsync(CancellationToken cancellation)
    {
        await using var store = new InfluxRecordStore(new InfluxOptions
        {
            Url = _site.Database!.Url,
            Database = _site.Database.Database,
            UserName = InfluxServer.AdminName,
            Password = _site.Database.AdminPassword,
            Timeout = Patience,
        });
        long total = 0;
        foreach (var gate in Gates.Select(gate => gate.Source))
        {
            var tally = await store.TallyAsync(gate.Id, gate.Stream, cancellation);
            if (tally.Count != gate.MadeThrough || tally.Max != gate.MadeThrough || tally.Doubled.Count > 0)
                throw new InvalidOperationException($"{gate.Id}: {gate.MadeThrough} made, {tally.Count} in the database, {tally.Doubled.Count} of them twice");
            total += tally.Count;
        }

        return total;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in Gates)
            await gate.CloseAsync();
        _connector.Dispose();
        Http.Dispose();
        await _site.DisposeAsync();
    }

    /// <summary>As long as the codes of a real place.</summary>
    private static Place SitePlace => new("230103", "230103001", "230103001001");

    private async Task CreateRawDatabaseAsync(CancellationToken cancellation)
    {
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("q", $"CREATE DATABASE {RawDatabase}")]);
        using var answer = await Http.PostAsync(new Uri("query", UriKind.Relative), body, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private MqttConnectionOptions OptionsOf(GateId gate) => new()
    {
        Host = "127.0.0.1",
        Port = _site.Broker.Port,
        ClientId = gate.Value,
        UserName = gate.Value,
        Password = File.ReadAllText(_site.PasswordFileOf(gate)),
        UseTopicAliases = true,
    };
}
