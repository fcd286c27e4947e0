using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary><c>checkpoint-cloud gates</c>: lists the registry's gates; adds, moves, closes or opens one.</summary>
internal static class GatesCommand
{
    public static Command Create() => new("gates", "Lists the registry's gates; adds, moves, closes or opens one.")
    {
        CreateList(), CreateAdd(), ClosureCommands.CreateClose(), ClosureCommands.CreateOpen(),
    };

    private static Command CreateList()
    {
        var config = CloudCommandLine.ConfigOption();
        var command = new Command("list", "Lists gates with their assignments and closures.") { config };
        command.SetBody((parsed, _) =>
        {
            foreach (var gate in Read(Loaded.Options(parsed.GetRequiredValue(config)).RegistryPath).Gates.Values.OrderBy(gate => gate.Id.Value, StringComparer.Ordinal))
            {
                foreach (var assignment in gate.Assignments)
                    Console.WriteLine($"{gate.Id,-32} {assignment.From:yyyy-MM-ddTHH:mm:sszzz} {assignment.Place.Community,-12} {WireName.Of(assignment.Kind),-10} {assignment.Name.Zh} {assignment.Name.En}");
                foreach (var closure in gate.Closures)
                    Console.WriteLine($"{gate.Id,-32} {closure.From:yyyy-MM-ddTHH:mm:sszzz} closed until {closure.Until?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) ?? "opened"}: {closure.Reason} ({closure.By})");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateAdd()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string>("--gate") { Description = "the gate", HelpName = "ID", Required = true };
        var community = new Option<string>("--community") { Description = "code of its community", HelpName = "CODE", Required = true };
        var kind = new Option<GateKind>("--kind") { Description = "pedestrian, vehicle or door", DefaultValueFactory = _ => GateKind.Pedestrian };
        kind.AcceptOnlyFromAmong("pedestrian", "vehicle", "door");
        var zh = new Option<string>("--name-zh") { Description = "name in Chinese", HelpName = "NAME", Required = true };
        var en = new Option<string>("--name-en") { Description = "name in English", HelpName = "NAME", Required = true };
        var from = new Option<string>("--from") { Description = "for a gate that is moved: from when on, not before now (default: now)", HelpName = "TIME" };
        var command = new Command("add", "Adds a gate, or moves one; the file is replaced in one step.") { config, gate, community, kind, zh, en, from };
        command.SetBody((parsed, _) =>
        {
            var path = Loaded.Options(parsed.GetRequiredValue(config)).RegistryPath;
            var registry = Read(path);
            var assignment = new Assignment(
                TimeOf(parsed.GetValue(from), DateTimeOffset.UtcNow),
                PlaceOf(registry, parsed.GetRequiredValue(community)),
                parsed.GetRequiredValue(kind),
                new LocalName(parsed.GetRequiredValue(zh), parsed.GetRequiredValue(en)));
            Write(path, With(registry, Arguments.Gate(parsed.GetRequiredValue(gate), "--gate")!.Value, assignment));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <exception cref="CommandFault">All that is wrong with the file.</exception>
    internal static GateRegistry Read(string path) => RegistryFile.Parse(Loaded.Read("registry.path", path), out var faults)
        ?? throw CommandFault.Config(path, faults);

    /// <summary>Replaces the file in one step.</summary>
    internal static void Write(string path, GateRegistry registry)
    {
        var text = RegistryFile.Format(registry);
        if (RegistryFile.Parse(Encoding.UTF8.GetBytes(text), out var faults) is null)
            throw CommandFault.Config(path, faults);
        PrivateFile.Replace(path, text, File.GetUnixFileMode(path));
    }

    private static DateTimeOffset TimeOf(string? text, DateTimeOffset now)
    {
        var time = Arguments.Time(text, "--from") ?? now;
        return time >= now
            ? time
            : throw new CommandFault(ExitCode.Usage, $"--from: {text} lies before now: records stored already would get another place");
    }

    private static Place PlaceOf(GateRegistry registry, string community) =>
        (from district in registry.Districts
         from street in district.Streets
         from entry in street.Communities
         where entry.Code == community
         select new Place(district.Code, street.Code, entry.Code)).FirstOrDefault()
        ?? throw new CommandFault(ExitCode.Usage, $"--community: '{community}' is not in the registry");

    private static GateRegistry With(GateRegistry registry, GateId id, Assignment assignment)
    {
        var former = registry.Gates.GetValueOrDefault(id);
        if (former?.Assignments[^1].From >= assignment.From)
            throw new CommandFault(ExitCode.Usage, $"--from: the gate's last move, {former.Assignments[^1].From:O}, is not before {assignment.From:O}");
        var gate = new RegisteredGate(id, [.. former?.Assignments ?? ImmutableArray<Assignment>.Empty, assignment]) { Closures = former?.Closures ?? [] };
        return new GateRegistry(registry.Districts, registry.Gates.Values.Where(entry => entry.Id != id).Append(gate));
    }
}
