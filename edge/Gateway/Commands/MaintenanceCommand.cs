using System.CommandLine;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway maintenance</c>: whether what the gate records is to be counted.</summary>
internal static class MaintenanceCommand
{
    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        config.Recursive = true;
        var command = new Command(
            "maintenance", "Says whether the gate is being worked on; \"on\" and \"off\" switch it. Meanwhile records are marked and never counted.")
        {
            config,
            Switch("on", "Marks records from now on; outlives restarts.", config, On),
            Switch("off", "Counts again, and lets the gateway take up a new calibration.", config, Off),
        };
        command.SetBody(config, (options, parsed, _) => ShowAsync(options, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command Switch(
        string name, string description, Option<FileInfo> config, Action<MaintenanceFiles, ByWhom, TextWriter> turn)
    {
        var byWhom = OperatorOptions.Operator("Who does it; your login's name if left out.", MaintenanceNote.MostOperatorBytes);
        var reason = OperatorOptions.Bounded(
            new Option<string>("--reason") { Description = "Why; goes into the event too.", HelpName = "text" },
            MaintenanceNote.MostReasonBytes);
        var command = new Command(name, description) { byWhom, reason };
        command.SetBody(config, async (options, parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            turn(
                new MaintenanceFiles(options.Outbox.Folder),
                new ByWhom(parsed.GetValue(byWhom) ?? Login(), parsed.GetValue(reason)),
                output);
            await SayWhoNoticesAsync(options, output);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A container's user may have no name at all.</summary>
    private static string Login() => new[] { Environment.GetEnvironmentVariable("SUDO_USER"), Environment.UserName }
        .FirstOrDefault(name => name is not null && PlainText.Fault(name, MaintenanceNote.MostOperatorBytes) is null) ?? "unknown";

    private static void On(MaintenanceFiles files, ByWhom who, TextWriter output)
    {
        if (files.Read() is { IsOn: true, Fault: null } state)
        {
            output.WriteLine($"maintenance was on already, since {state.Note!.SinceText} {state.Note.ByWhom}");
            return;
        }

        files.Begin(new MaintenanceNote(DateTimeOffset.UtcNow, IsClockTrusted(), who.Operator, who.Reason));
        output.WriteLine("maintenance is on: what the gate records is marked and never counted");
    }

    private static void Off(MaintenanceFiles files, ByWhom who, TextWriter output)
    {
        var state = files.Read();
        if (!state.IsOn)
        {
            output.WriteLine("maintenance was off already");
            return;
        }

        files.End(new MaintenanceEnd(state.Note, DateTimeOffset.UtcNow, IsClockTrusted(), who.Operator, who.Reason));
        output.WriteLine(state.Note is { } note
            ? $"maintenance is off; it was on since {note.SinceText} {note.ByWhom}"
            : $"maintenance is off; {state.Fault}");
    }

    private static async Task<int> ShowAsync(GatewayOptions options, TextWriter output)
    {
        var files = new MaintenanceFiles(options.Outbox.Folder);
        var state = files.Read();
        if (state.Fault is { } fault)
            await output.WriteLineAsync($"maintenance is on, since {fault}");
        else if (state.Note is { } note)
            await output.WriteLineAsync($"maintenance is on, since {note.SinceText} {note.ByWhom}");
        else
            await output.WriteLineAsync(files.ReadEnd() is { } end ? $"maintenance is off, since {end.EndedText} {end.ByWhom}" : "maintenance is off");
        return ExitCode.Ok;
    }

    private static Task SayWhoNoticesAsync(GatewayOptions options, TextWriter output) => output.WriteLineAsync(
        OutboxFile.IsClaimed(options.Outbox.Folder)
            ? "the running gateway notices within a second"
            : $"no gateway runs on {options.Outbox.Folder}: the next one that starts there will know");

    private static bool IsClockTrusted() => new LinuxWallClock(new LinuxBoardClock()).Read() is not null;

    private readonly record struct ByWhom(string Operator, string? Reason);
}
