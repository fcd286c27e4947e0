using System.CommandLine;
using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary><c>checkpoint-sim gate</c>: the real gateway in this process, on simulated chips with people before them.</summary>
internal static class GateCommand
{
    /// <summary>One every few seconds.</summary>
    private const int MostTroublesADay = 20_000;

    private static readonly Option<string> Gate = new("--gate") { Description = "the gate's id", HelpName = "ID", Required = true };

    private static readonly Option<GateKind> Kind = new("--kind")
    {
        Description = "what kind of lane it is", HelpName = "pedestrian|vehicle|door", Required = true,
    };

    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "the gateway's settings, as for checkpoint-gateway; its gate and kind must be the same",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "which people come, and what weather", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<Pace> PaceOption = new("--pace")
    {
        Description = "calm: a community's day; lively: somebody every ten seconds; busy: somebody every few seconds; rush: one on the heels of the other, measured faster",
        HelpName = "calm|lively|busy|rush",
        DefaultValueFactory = _ => Pace.Calm,
    };

    private static readonly Option<DirectoryInfo> TruthFolder = new("--truth")
    {
        Description = "folder for what truly happened, one JSON line each", HelpName = "DIR", Required = true,
    };

    private static readonly Option<FileInfo?> State = new("--state")
    {
        Description = "file that always holds how the gate is, replaced as a whole", HelpName = "FILE",
    };

    private static readonly Option<double> TroublesADay = new("--troubles")
    {
        Description = "frost, stuck words, loose wires, tampering and the rest: each so many times a day",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= MostTroublesADay)
                return value;
            result.AddError($"--troubles takes 0 to {MostTroublesADay}, not '{text}'");
            return default;
        },
    };

    public static Command Create()
    {
        var command = new Command(
            "gate",
            "one gate: the real gateway on simulated chips, people before it, the truth written down; exit codes as checkpoint-gateway")
        {
            Gate, Kind, Config, Seed, PaceOption, TroublesADay, TruthFolder, State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        var config = arguments.GetRequiredValue(Config).FullName;
        try
        {
            var options = GatewayConfiguration.Load(config);
            RefuseAnother(options, arguments);
            using var simulation = new GateSimulation(new GateSimulationOptions(
                options,
                arguments.GetValue(Seed),
                arguments.GetValue(PaceOption),
                arguments.GetRequiredValue(TruthFolder).FullName,
                arguments.GetValue(State)?.FullName)
            {
                Troubles = TroubleOptions.Each(arguments.GetValue(TroublesADay)),
            });
            return await simulation.RunAsync(stop);
        }
        catch (ConfigurationException fault)
        {
            foreach (var wrong in fault.Faults)
                await Console.Error.WriteLineAsync($"checkpoint-sim: {config}: {wrong}");
            return ExitCode.Configuration;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"checkpoint-sim: {fault.Message}");
            return ExitCode.InputOutput;
        }
    }

    /// <summary>Gate and kind are said twice, by who starts the gate and by its settings: a mix-up of files shows here.</summary>
    private static void RefuseAnother(GatewayOptions options, ParseResult arguments)
    {
        var faults = new OptionFaults("command line");
        var (gate, kind) = (arguments.GetRequiredValue(Gate), arguments.GetValue(Kind));
        var isSame = GateId.TryParse(gate, out var id) && id == options.Gate;
        faults.Require(isSame, "--gate", $"'{gate}' is not the settings' {options.Gate}");
        faults.Require(kind == options.Lines.Kind, "--kind", $"{kind} is not the settings' {options.Lines.Kind}");
        if (faults.All.Count > 0)
            throw new ConfigurationException(faults.All);
    }
}
