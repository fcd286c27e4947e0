using System.CommandLine;
using System.Globalization;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Replay;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway screen</c>: a recording through the gate's own screening.</summary>
internal static class ScreenCommand
{
    /// <summary>For settings that screening has no use for.</summary>
    private const string Nothing = """{ "gate": { "id": "replay" }, "broker": { "host": "none" } }""";

    public static Command Create()
    {
        var csv = CsvCommand.CsvOption(
            "at_ms; line and active (0, 1) for an edge; surface_c and ambient_c, or fault, for a sample; air_c, outdoor_c");
        var config = new Option<FileInfo?>("--config") { Description = "the gate's settings; without it the defaults", HelpName = "file" };
        var set = new Option<string[]>("--set")
        {
            Description = "a setting over them, for instance Screening:LeastIndoors=10m; may be repeated",
            HelpName = "key=value",
        };
        var coldStart = new Option<bool>("--cold-start")
        {
            Description = "the sensor was switched on when the recording begins; else it had long been steady",
        };
        var command = new Command("screen", "Replays recorded samples and edges through the same screening; prints each decision and its reasons.")
        {
            csv, config, set, coldStart,
        };
        command.SetBody(csv, (text, parsed) =>
        {
            var options = Load(parsed.GetValue(config)?.FullName, parsed.GetValue(set) ?? []);
            Print([.. RecordingReader.Read(text)], options, isSteadyBefore: !parsed.GetValue(coldStart));
        });
        return command;
    }

    private static GatewayOptions Load(string? file, string[] set)
    {
        var over = set.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair.ElementAtOrDefault(1) ?? ""));
        return file is null ? GatewayConfiguration.Parse(Nothing, [], over) : GatewayConfiguration.Load(file, over);
    }

    private static void Print(List<RecordedMoment> recording, GatewayOptions options, bool isSteadyBefore)
    {
        var standing = new SensorStanding { IsMedical = options.Sensor.Part == SensorPart.Medical };
        foreach (var fact in LaneReplay.Run(recording, options.Lines, options.Screening, standing, isSteadyBefore))
        {
            if (PlainWords.Of(fact) is { } words)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fact.AtMicroseconds / 1e6,10:0.000} s  {words}"));
        }
    }
}
