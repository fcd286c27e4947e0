using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Trends;

/// <summary>How soon a year of a district is answered by the real cloud program, over either store.</summary>
internal static class TrendsCommand
{
    public static Command Create()
    {
        var command = new Command("trends", "a year of 112 gates in either store: the district's trend by day, first question after a start and after a late arrival");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, default), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var report = new Report("trends");
        using var folder = new BenchFolder();
        await MeasureSqliteAsync(report, options.Rounds, Directory.CreateDirectory(folder.Sub("sqlite")).FullName, cancellation);
        await MeasureInfluxAsync(report, options.Rounds, Directory.CreateDirectory(folder.Sub("influx")).FullName, cancellation);
        options.Publish(report);
        return 0;
    }

    private static async Task MeasureSqliteAsync(Report report, int rounds, string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "records.db");
        await using var store = SqliteRecordStore.Open(file);
        await using var rig = new TrendRig(folder, new() { ["sqlite"] = new JsonObject { ["path"] = file } });
        await MeasureAsync(report.Section("trends: embedded store (SQLite)"), rounds, rig, store, TimeSpan.FromMilliseconds(300), cancellation);
    }

    private static async Task MeasureInfluxAsync(Report report, int rounds, string folder, CancellationToken cancellation)
    {
        await using var database = new InfluxServer(Path.Combine(folder, "influxd"));
        await database.StartAsync(cancellation);
        await using var store = new InfluxRecordStore(new InfluxOptions
        {
            Url = database.Url, Database = database.Database, UserName = InfluxServer.AdminName, Password = database.AdminPassword, Timeout = TimeSpan.FromMinutes(1),
        });
        await using var rig = new TrendRig(folder, new()
        {
            ["influx"] = new JsonObject
            {
                ["url"] = database.Url.AbsoluteUri, ["database"] = database.Database, ["userName"] = InfluxServer.AdminName, ["password"] = database.AdminPassword,
            },
        });
        await MeasureAsync(report.Section("trends: InfluxDB"), rounds, rig, store, TimeSpan.FromSeconds(1), cancellation);
    }

    private static async Task MeasureAsync(
        Section section, int rounds, TrendRig rig, IRecordStore store, TimeSpan goal, CancellationToken cancellation)
    {
        var filling = Stopwatch.StartNew();
        var year = new TrendYear(DateTimeOffset.UtcNow);
        var summaries = await year.WriteAsync(store, cancellation);
        Console.Error.WriteLine($"checkpoint-bench: {summaries:#,0} summaries written in {filling.Elapsed.TotalSeconds:0} s");
        await rig.PrepareAsync(year.Registry);
        await rig.StartAsync(cancellation);
        await rig.SettleAsync(cancellation);
        await rig.StopAsync();
        var (cold, again, late, hours) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await rig.StartAsync(cancellation);
            cold.Add(await rig.AskAsync(year.From, year.To, "day", year.Known, cancellation));
            again.Add(await rig.AskAsync(year.From, year.To, "day", year.Known, cancellation));
            await year.ArriveLateAsync(store, cancellation);
            late.Add(await rig.AskAsync(year.From, year.To, "day", year.Known, cancellation));
            hours.Add(await rig.AskAsync(year.To.AddDays(-2), year.To, "hour", 0, cancellation));
            await rig.StopAsync();
        }

        section.Add("year by day, first question after a start", "ms", cold, Goal.AtMost(goal.TotalMilliseconds))
            .Add("asked again", "ms", again)
            .Add("just after three days of a gate came late", "ms", late, Goal.AtMost(goal.TotalMilliseconds))
            .Add("two days by hour", "ms", hours)
            .Note($"{TrendYear.Gates} gates, 8 streets, 60 communities; {summaries:#,0} summaries written through the store: each hour one, of the last three days each five minutes")
            .Note("of each gate three days are missing; one gate in eight has two streams; the district's rate, counts, p5, median and p95 of 366 days are in the answer")
            .Note("HTTP from question to last byte, by the real program, started anew for each round; a database beside it, and what the kernel has in memory, stay");
    }
}
