using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Trends;

/// <summary>The cloud program in its serving role over a store, without a broker; and a program that may ask it.</summary>
internal sealed class TrendRig(string folder, JsonObject store) : IAsyncDisposable
{
    private const int QuietSeconds = 5;

    /// <summary>CPU of a second.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private readonly CloudServer _cloud = new(Path.Combine(folder, "cloud"), Path.Combine(folder, "cloud.json")) { Role = "serve" };

    private string _token = "";

    private HttpClient _client = new();

    public async Task PrepareAsync(GateRegistry registry)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "registry.json"), RegistryFile.Format(registry));
        await File.WriteAllTextAsync(Path.Combine(folder, "cloud.json"), new JsonObject
        {
            ["broker"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = LoopbackPort.Pick() },
            ["store"] = store,
            ["registry"] = new JsonObject { ["path"] = "registry.json" },
            ["serve"] = new JsonObject { ["path"] = "serve.db" },
            ["timeZone"] = TrendYear.Zone.Id,
        }.ToJsonString());
        using var serving = ServingDatabase.Open(Path.Combine(folder, "serve.db"));
        _token = serving.Write(transaction => new Tokens(serving, TimeProvider.System)
            .Add(transaction, new NewToken("bench", Role.Administrator, Area.Everything, TimeSpan.FromDays(1)), "bench"));
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _cloud.StartAsync(cancellation);
        _client.Dispose();
        _client = new HttpClient { BaseAddress = _cloud.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _token) } };
    }

    /// <summary>Until it has nothing more to do: reports and warnings of the days before are made at a first start, and at no other.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        for (var (quiet, before) = (0, TimeSpan.Zero); quiet < QuietSeconds;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            var now = ProcessUsage.Read(_cloud.ProcessId)?.CpuTime ?? throw new InvalidOperationException($"the cloud has ended; see {_cloud.LogFile}");
            quiet = now - before < Idle ? quiet + 1 : 0;
            before = now;
        }
    }

    public Task StopAsync() => _cloud.StopAsync();

    /// <summary>Milliseconds until the whole answer is there.</summary>
    /// <param name="known">Persons that it must hold; 0 for any.</param>
    /// <exception cref="InvalidOperationException">It does not, or there is no answer.</exception>
    public async Task<double> AskAsync(DateTimeOffset from, DateTimeOffset to, string by, long known, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/trends?level=district&code={TrendYear.District}&by={by}&from={from:yyyy-MM-ddTHH:mm:ssZ}&to={to:yyyy-MM-ddTHH:mm:ssZ}");
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var took = watch.Elapsed.TotalMilliseconds;
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {text}");
        using var document = JsonDocument.Parse(text);
        var points = document.RootElement.GetProperty("series")[0].GetProperty("points").EnumerateArray().ToList();
        var persons = points.Sum(point => point.GetProperty("persons") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0);
        return known == 0 || persons == known ? took : throw new InvalidOperationException($"{path}: {persons} persons, {known} were written");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }
}
