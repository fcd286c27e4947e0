using System.CommandLine;
using System.Globalization;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// <c>checkpoint-cloud gates close</c> and <c>open</c>. Closures are kept in the registry, beside where the gate stands: both
/// say what is to be expected of a gate and when, and every process reads them from the one file.
/// </summary>
internal static class ClosureCommands
{
    /// <summary>A gate that was off longer ago than this stays as its reports have it.</summary>
    private const int MaxDaysBack = 31;

    public static Command CreateClose()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string>("--gate") { Description = "the gate", HelpName = "ID", Required = true };
        var reason = new Option<string>("--reason") { Description = "why, for the daily report's readers", HelpName = "TEXT", Required = true };
        var from = new Option<string>("--from") { Description = $"since or from when (default: now; at most {MaxDaysBack} days back)", HelpName = "TIME" };
        var until = new Option<string>("--until") { Description = "until when (default: until it is opened)", HelpName = "TIME" };
        var by = new Option<string>("--by") { Description = "who says so (default: the user's name)", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("close", "Closes a gate: nothing is expected of it, and reports tell it as known to be off.")
        {
            config, gate, reason, from, until, by,
        };
        command.SetBody((parsed, _) =>
        {
            var now = DateTimeOffset.UtcNow;
            var closure = new Closure(
                Arguments.Time(parsed.GetValue(from), "--from") ?? now,
                Arguments.Time(parsed.GetValue(until), "--until"),
                TextOf(parsed.GetRequiredValue(reason), "--reason"),
                TextOf(parsed.GetRequiredValue(by), "--by"),
                now);
            Edit(parsed.GetRequiredValue(config), parsed.GetRequiredValue(gate), found => Close(found, closure, now));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    public static Command CreateOpen()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string>("--gate") { Description = "the gate", HelpName = "ID", Required = true };
        var at = new Option<string>("--at") { Description = "when (default: now)", HelpName = "TIME" };
        var command = new Command("open", "Opens a closed gate again.") { config, gate, at };
        command.SetBody((parsed, _) =>
        {
            var time = Arguments.Time(parsed.GetValue(at), "--at") ?? DateTimeOffset.UtcNow;
            Edit(parsed.GetRequiredValue(config), parsed.GetRequiredValue(gate), found => Open(found, time));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <exception cref="CommandFault">It lies too far back, ends before it begins, or over another one.</exception>
    internal static RegisteredGate Close(RegisteredGate gate, Closure closure, DateTimeOffset now)
    {
        if (closure.From < now.AddDays(-MaxDaysBack))
            throw Usage($"--from: {closure.From:O} is more than {MaxDaysBack} days back");
        if (closure.Until <= closure.From)
            throw Usage($"--until: {closure.Until:O} is not after {closure.From:O}");
        var other = gate.Closures.FirstOrDefault(former => !(former.Until <= closure.From || closure.Until <= former.From));
        return other is null
            ? gate with { Closures = [.. gate.Closures.Append(closure).OrderBy(one => one.From)] }
            : throw Usage($"--from: the gate is closed already from {other.From:O} until {other.Until?.ToString("O", CultureInfo.InvariantCulture) ?? "it is opened"}");
    }

    /// <exception cref="CommandFault">It is not closed then.</exception>
    internal static RegisteredGate Open(RegisteredGate gate, DateTimeOffset time)
    {
        var closed = gate.Closures.FirstOrDefault(closure => closure.From < time && !(closure.Until <= time))
            ?? throw Usage($"--at: the gate is not closed at {time:O}");
        return gate with { Closures = gate.Closures.Replace(closed, closed with { Until = time }) };
    }

    private static void Edit(FileInfo config, string id, Func<RegisteredGate, RegisteredGate> change)
    {
        var path = Loaded.Options(config).RegistryPath;
        var registry = GatesCommand.Read(path);
        var gate = registry.Gates.GetValueOrDefault(Arguments.Gate(id, "--gate")!.Value) ?? throw Usage($"--gate: '{id}' is not in the registry");
        GatesCommand.Write(path, new GateRegistry(registry.Districts, registry.Gates.Values.Where(one => one.Id != gate.Id).Append(change(gate))));
    }

    private static string TextOf(string text, string option) => text.Trim() is { Length: > 0 and <= Closure.MaxText } trimmed && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw Usage($"{option}: must be 1 to {Closure.MaxText} characters, none of control");

    private static CommandFault Usage(string text) => new(ExitCode.Usage, text);
}
