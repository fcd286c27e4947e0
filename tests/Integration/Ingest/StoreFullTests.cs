using System.Diagnostics;
using System.Net;
using Checkpoint.Contract.Codec;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>The disk below the embedded database is full: a file system of 4 MiB, which only root can make.</summary>
public sealed class StoreFullTests : IDisposable
{
    private const int DiskBytes = 4 * 1024 * 1024;

    private readonly string _disk = TestFolder.Create("small-disk");

    public StoreFullTests() => Run("mount", "-t", "tmpfs", "-o", $"size={DiskBytes}", "tmpfs", _disk);

    public void Dispose()
    {
        Run("umount", _disk);
        Directory.Delete(_disk);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_acked_that_is_not_stored_the_alarm_names_it_and_stands_and_with_room_again_all_is_stored()
    {
        await using var scenario = await CloudScenario.StartAsync(
            ingest: """{"holdTimeMs": 0, "busyRetryAfterMs": 300}""", sqlite: Path.Combine(_disk, "records.db"));
        await using var gate = await scenario.ConnectAsync(Known);
        await gate.SendAsync(TestGate.Screenings(1, 100));
        await gate.Replies.UntilStoredAsync(100);
        var filler = Path.Combine(_disk, "filler");
        Fill(filler);

        var sent = 100;
        for (; !gate.Replies.All.OfType<BusyAck>().Any(); sent += 100)
        {
            var before = gate.Replies.All.Count;
            await gate.SendAsync(TestGate.Screenings(sent + 1, 100));
            await Deadline.Until(() => gate.Replies.All.Count > before, "an answer comes");
        }

        var stored = gate.Replies.Stored.ToList();
        Assert.InRange(stored.Count, 100, sent - 100);
        await using (var store = scenario.OpenStore())
            Assert.Equal(stored.Count, (await store.TallyAsync(Known, TestGate.Stream, CancellationToken.None)).Count);
        await RequireNamedAsync(scenario);
        await UntilProbedAsync();
        await RequireNamedAsync(scenario);

        File.Delete(filler);
        for (var first = 1; first <= sent; first += 100)
            await gate.SendAsync(TestGate.Screenings(first, 100));
        await gate.Replies.UntilStoredAsync(sent);
        await scenario.GetAsync("/healthz");
    }

    /// <summary>The probe reads every five seconds, and nothing is written meanwhile.</summary>
    private static async Task UntilProbedAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await Deadline.Until(() => Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(11), "two probes are made");
    }

    private static async Task RequireNamedAsync(CloudScenario scenario)
    {
        var health = await scenario.GetAsync("/healthz", HttpStatusCode.ServiceUnavailable);
        var fault = health.GetProperty("store").GetProperty("fault").GetString();
        Assert.Contains("Disk: ", fault, StringComparison.Ordinal);
        Assert.Contains("full", fault, StringComparison.Ordinal);
        Assert.True(await scenario.MetricAsync("checkpoint_ingest_store_faults_total{kind=\"disk\"}") > 0);
        Assert.Equal(0, await scenario.MetricAsync("checkpoint_store_up"));
        Assert.Contains("Store does not take records, gates keep theirs: Disk: ", scenario.Cloud.ReadLogTail(1000), StringComparison.Ordinal);
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path, bufferSize: 0);
        try
        {
            for (var page = new byte[4096]; ;)
                file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
