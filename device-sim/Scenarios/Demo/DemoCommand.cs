using System.CommandLine;
using System.CommandLine.Parsing;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>The command line of the demo.</summary>
internal static class DemoCommand
{
    private const int MaxGates = 50;

    /// <summary>In the embedded store some four minutes and 2 GB.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(400);

    public static Command Create()
    {
        var time = new Option<TimeSpan?>("--for")
        {
            Description = "Stop after this long, e.g. 60s, 5m or 1h; without it, at Ctrl-C.",
            CustomParser = Durations.Parse,
        };
        var gates = new Option<int>("--gates") { Description = $"How many gates, 1 to {MaxGates}.", DefaultValueFactory = _ => 4 };
        gates.Validators.Add(result => Require(result, IsCount(result), $"--gates must be 1 to {MaxGates}"));
        var seed = new Option<int>("--seed") { Description = "Decides people and weather.", DefaultValueFactory = _ => 1 };
        var store = new Option<SiteStore>("--store") { Description = "sqlite or influx." };
        var history = new Option<int>("--history")
        {
            Description = "Fill in so many days of simulated history first, e.g. 30d, at most 400d; 0 for none.",
            HelpName = "30d",
            DefaultValueFactory = _ => new DemoOptions().HistoryDays,
            CustomParser = ParseHistory,
        };
        var data = new Option<string?>("--data") { Description = "Keep the data in this folder, which must be empty or absent." };
        data.Validators.Add(result => Require(
            result, IsFree(result.GetValue(data)), $"--data: {result.GetValue(data)} is a file, or a folder that is not empty"));
        var command = new Command("demo", "Runs gates, broker, cloud and database on this machine, live, and audits every record at the end.")
        {
            time, history, gates, seed, store, data,
        };
        command.SetAction((arguments, cancellation) => new DemoRun(new DemoOptions
        {
            For = arguments.GetValue(time),
            HistoryDays = arguments.GetValue(history),
            Gates = arguments.GetValue(gates),
            Seed = arguments.GetValue(seed),
            Store = arguments.GetValue(store),
            Data = arguments.GetValue(data),
        }).RunAsync(cancellation));
        return command;
    }

    /// <summary>Whole days, as many as it takes to reach so far back.</summary>
    private static int ParseHistory(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (text is "0" or "0d")
            return 0;
        if (Durations.TryParse(text, LongestHistory) is { } span)
            return (int)Math.Ceiling(span.TotalDays);
        result.AddError($"--history must be 0, or a duration such as 30d or 12h (at most {LongestHistory.TotalDays:0}d), is '{text}'");
        return 0;
    }

    private static void Require(OptionResult result, bool valid, string message)
    {
        if (!valid)
            result.AddError(message);
    }

    /// <summary>By its text: asking for the value of what is no number throws.</summary>
    private static bool IsCount(OptionResult result) =>
        result.Implicit || (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count is >= 1 and <= MaxGates);

    private static bool IsFree(string? folder) =>
        folder is null || (!File.Exists(folder) && (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()));
}
