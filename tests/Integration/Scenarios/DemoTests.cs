using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.History;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Demo;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Integration.Scenarios;

public sealed class DemoTests
{
    private static readonly DemoOptions Options = new() { HistoryDays = 1, Gates = 1, Seed = 3 };

    [Fact]
    public async Task A_demo_with_a_history_stores_what_its_gates_made_field_by_field_and_balances()
    {
        using var folder = new ScenarioFolder();
        var (site, output) = (Path.Combine(folder.Path, "site"), Path.Combine(folder.Path, "demo.log"));
        string[] arguments = ["demo", "--for", "1s", "--history", $"{Options.HistoryDays}d", "--gates", $"{Options.Gates}", "--seed", $"{Options.Seed}", "--data", site];
        var began = DateTimeOffset.UtcNow;

        await using var demo = ChildProgram.Start(new ChildCommand(OwnProgram.Simulator, arguments), output);
        var exitCode = await demo.WaitForExitAsync(TimeSpan.FromMinutes(5));

        var text = await File.ReadAllTextAsync(output);
        Assert.True(exitCode == 0, text);
        Assert.Contains("The page: http://127.0.0.1:", text, StringComparison.Ordinal);
        Assert.Contains("official of 桦林街道 Birchwood Street", text, StringComparison.Ordinal);
        Assert.Contains("Balanced: every record is stored exactly once, as it was made.", text, StringComparison.Ordinal);
        Assert.Matches(@"History: [\d,]+ records in 21 streams, each stored exactly once\.", text);
        await using var store = SqliteRecordStore.Open(Path.Combine(site, "store.sqlite"));
        foreach (var (past, made) in Regenerated(began))
            await CompareAsync(store, past, made);
        folder.Passed = true;
    }

    /// <summary>
    /// The gates of a demo that began then, and what they make at least until then. Left out are the silent one, whose time was before,
    /// and the one that was cut off all the while, which tells its health as often as a gate that goes on.
    /// </summary>
    private static IEnumerable<(PastGate Gate, IReadOnlyList<GateRecord> Made)> Regenerated(DateTimeOffset now)
    {
        var plan = DemoPlan.Of(Options, "", now);
        var weather = new HarbinWeather(Options.Seed);
        return plan.Pasts.Select((past, i) => new PastGate(past, HistoryRun.SeedOf(Options.Seed, i), weather, plan.From))
            .Where(gate => gate.Past is { LastAt: null, OfflineFrom: null })
            .Select(gate => (gate, gate.Until(now)));
    }

    /// <summary>All that was made until then is there, in the stream's first seqs.</summary>
    private static async Task CompareAsync(SqliteRecordStore store, PastGate gate, IReadOnlyList<GateRecord> made)
    {
        var stored = new List<StoredRecord>();
        await foreach (var record in store.ReadAsync(gate.Past.Gate.Id, gate.Stream, 1, CancellationToken.None))
            stored.Add(record);
        Assert.True(stored.Count >= made.Count);
        Assert.Equal(made, stored.Take(made.Count).Select(record => record.Record));
        Assert.All(stored, record => Assert.Equal(gate.Past.Gate.Community, record.Place.Community));
    }
}
