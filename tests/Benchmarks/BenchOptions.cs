using System.CommandLine;
using System.CommandLine.Parsing;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks;

/// <summary>The options that all benchmarks share.</summary>
internal sealed record BenchOptions(int Rounds, TimeSpan Duration, string? JsonFile)
{
    private const int MaxRounds = 100;

    private static readonly TimeSpan MinDuration = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    private static readonly Option<int> RoundsOption = new("--rounds")
    {
        Description = "how often each thing is measured; medians, least and most are printed",
        CustomParser = ParseRounds,
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<TimeSpan?> ForOption = new("--for")
    {
        Description = "how long each round measures, e.g. 10s",
        CustomParser = ParseDuration,
    };

    private static readonly Option<string?> JsonOption = new("--json") { Description = "also write the figures to this file" };

    public static void AddTo(Command command)
    {
        command.Options.Add(RoundsOption);
        command.Options.Add(ForOption);
        command.Options.Add(JsonOption);
    }

    /// <param name="duration">Without --for.</param>
    public static BenchOptions From(ParseResult parsed, TimeSpan duration) =>
        new(parsed.GetValue(RoundsOption), parsed.GetValue(ForOption) ?? duration, parsed.GetValue(JsonOption));

    /// <summary>Prints it, and writes it where --json says.</summary>
    public void Publish(Report report)
    {
        Console.Write(report.ToText());
        if (JsonFile is { } path)
            report.WriteJson(path);
    }

    private static int ParseRounds(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out var rounds) && rounds is >= 1 and <= MaxRounds)
            return rounds;
        result.AddError($"--rounds takes 1 to {MaxRounds}, not '{result.Tokens[0].Value}'");
        return default;
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        if (Durations.Parse(result) is not { } duration)
            return null;
        if (duration < MinDuration || duration > MaxDuration)
            result.AddError($"--for takes {MinDuration.TotalSeconds} s to {MaxDuration.TotalHours} h");
        return duration;
    }
}
