using System.CommandLine;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>What <see cref="QueueGate"/> starts: the real gateway, whole, on a <see cref="QueueBoard"/>.</summary>
internal static class QueueGateCommand
{
    public const string Name = "queue-gate";

    public static Command Create()
    {
        var config = new Option<string>("--config") { Required = true };
        var lamps = new Option<string>("--lamps") { Required = true };
        var command = new Command(Name, "a gateway before an endless queue; started by lamp") { config, lamps };
        command.Hidden = true;
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(config), parsed.GetRequiredValue(lamps), stop));
        return command;
    }

    private static async Task<int> RunAsync(string config, string lamps, CancellationToken stop)
    {
        var options = GatewayConfiguration.Load(config);
        var clock = new LinuxBoardClock();
        var board = new QueueBoard(options.Lines, (byte)options.Sensor.Address, clock);
        var exitCode = await GatewayHost.RunAsync(options, _ => HardwareOf(options, board, clock), stop);
        await File.WriteAllLinesAsync(lamps, board.Lamps.Select(lamp => lamp.ToString()), CancellationToken.None);
        return exitCode;
    }

    private static GatewayHardware HardwareOf(GatewayOptions options, QueueBoard board, IBoardClock clock) => new()
    {
        Bus = board,
        Gpio = board.Gpio,
        BoardClock = clock,
        WallClock = new LinuxWallClock(clock),
        Connector = new LibMosquittoConnector(),
        Board = $"bench-{options.Gate}",
    };
}
