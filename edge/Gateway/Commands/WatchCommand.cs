using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Live;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway watch</c>: a running gateway at work, for aligning its sensor.</summary>
internal static class WatchCommand
{
    private const nint StandardOutput = 1;
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        var plain = new Option<bool>("--plain")
        {
            Description = "One line for each happening, as is usual when the output is no terminal.",
        };
        var command = new Command("watch", "Shows temperatures, lines, lamps and decisions of the running gateway, until Ctrl-C.")
        {
            config, plain,
        };
        command.SetBody(config, async (options, parsed, cancellation) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var interrupt = StopOn(PosixSignal.SIGINT, stop);
            using var terminate = StopOn(PosixSignal.SIGTERM, stop);
            var isPlain = parsed.GetValue(plain) || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "dumb";
            var io = parsed.InvocationConfiguration;
            using var output = Console.IsOutputRedirected && ReferenceEquals(io.Output, Console.Out) ? OpenOutput() : null;
            if (output is not null)
                io.Output = output;
            return await RunAsync(options, isPlain, io, stop.Token);
        });
        return command;
    }

    /// <summary>So that the terminal is left as it was found.</summary>
    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });

    /// <summary>Unlike the console's own, it tells when nobody reads any more, as behind <c>| head</c>.</summary>
    private static StreamWriter OpenOutput() =>
        new(new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write)) { AutoFlush = true };

    private static async Task<int> RunAsync(GatewayOptions options, bool isPlain, InvocationConfiguration io, CancellationToken stop)
    {
        var folder = options.Outbox.Folder;
        try
        {
            using var gateway = await LiveClient.ConnectAsync(folder, stop);
            var terminal = new LiveTerminal(io.Output, Size);
            var refused = isPlain
                ? await terminal.ShowLinesAsync(gateway, stop)
                : await terminal.ShowPageAsync(gateway, new LiveView(options.Gate.Value), stop);
            return await FailAsync(io, refused ?? "the gateway has stopped");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        catch (IOException fault) when (fault is not EndOfStreamException && Console.IsOutputRedirected)
        {
            return ExitCode.Ok;
        }
        catch (SocketException fault)
        {
            return await FailAsync(io, $"no gateway to watch runs on {folder}: {fault.Message}");
        }
        catch (ArgumentOutOfRangeException fault)
        {
            return await FailAsync(io, $"{folder} can't hold a socket to watch: {fault.Message}");
        }
    }

    private static async Task<int> FailAsync(InvocationConfiguration io, string why)
    {
        await io.Error.WriteLineAsync($"checkpoint-gateway: {why}");
        return ExitCode.Unavailable;
    }

    private static (int Width, int Height) Size() => Console.WindowWidth > 0 && Console.WindowHeight > 0
        ? (Console.WindowWidth, Console.WindowHeight)
        : (UsualWidth, UsualHeight);
}
