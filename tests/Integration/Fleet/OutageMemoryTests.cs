using System.Globalization;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Integration.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Checkpoint.Tests.Integration.Fleet;

/// <summary>A thousand gates go on sending to a cloud whose database does not take anything.</summary>
[Collection(nameof(Alone))]
public sealed class OutageMemoryTests(ITestOutputHelper output) : IDisposable
{
    private const int Gates = 1_000;

    /// <summary>
    /// Above what the cloud takes while all goes well: 50,000 records of some 400 bytes in the queue, a write of 5,000 of them
    /// for each of two writers, replies, and as much again that the collector has not taken back yet.
    /// </summary>
    private const long MaxGrowthBytes = 96 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task With_the_database_silent_and_then_down_the_clouds_memory_stays_bounded_and_afterwards_all_is_stored()
    {
        using var folder = new ScenarioFolder();
        var options = new SiteOptions { Folder = folder.Path, Store = SiteStore.Influx, Gates = SiteGate.Mixed(Gates) };
        await using var site = await Site.StartAsync(options, CancellationToken.None);
        var credentials = options.Gates
            .Select(gate => new GateCredentials(gate.Id, File.ReadAllText(site.PasswordFileOf(gate.Id)).TrimEnd())).ToList();
        var plan = new FleetOptions
        {
            Host = "127.0.0.1", Port = site.Broker.Port, RatePerSecond = 5_000, Duration = TimeSpan.FromSeconds(20), DrainTimeout = Patience,
        };
        var running = new FleetRun(plan, credentials, TimeProvider.System, NullLogger.Instance, output.WriteLine).RunAsync(CancellationToken.None);
        await UntilAsync(site, "checkpoint_ingest_records_total{result=\"stored\"}", 10_000);
        var before = site.Cloud.ReadUsage()!.Value.ResidentBytes;

        Signals.Stop(site.Database!.ProcessId);
        await UntilAsync(site, "checkpoint_ingest_records_total{result=\"busy\"}", 1);
        await site.Database.KillAsync();
        await UntilAsync(site, "checkpoint_ingest_store_faults_total{kind=\"unreachable\"}", 3);
        await UntilAsync(site, "checkpoint_ingest_records_total{result=\"store_fault\"}", 1);
        await site.Database.StartAsync();
        var result = await running;

        var growth = site.Cloud.ReadUsage()!.Value.PeakResidentBytes - before;
        output.WriteLine($"{before >> 20} MiB before, {growth >> 20} MiB more at most; {result}");
        Assert.True(result.IsEveryRecordAcked, result.ToString());
        Assert.InRange(growth, 0, MaxGrowthBytes);
        folder.Passed = true;
    }

    private async Task UntilAsync(Site site, string series, double least)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (await ReadAsync(site, series) < least)
        {
            Assert.False(deadline.IsCancellationRequested, $"not within {Patience.TotalSeconds} s: {series} is {least}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task<double> ReadAsync(Site site, string series)
    {
        var text = await _client.GetStringAsync(new Uri(site.Cloud.Url, "metrics"));
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }
}
