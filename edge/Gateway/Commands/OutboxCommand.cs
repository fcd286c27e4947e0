using System.CommandLine;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway outbox</c>: what is on a gate's card, and carrying it to another by hand.</summary>
internal static class OutboxCommand
{
    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        config.Recursive = true;
        var file = new Option<FileInfo>("--file")
        {
            Description = "Another outbox's file, such as outbox.damaged-1.db; the gate's own if left out.", HelpName = "file", Recursive = true,
        };
        return new Command("outbox", "Shows what the gate's outbox holds, also while the gateway runs; takes it out and puts it in by hand.")
        {
            config, file, Show(config, file), List(config, file), Export(config, file), Import(config),
        };
    }

    private static Command Show(Option<FileInfo> config, Option<FileInfo> file)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("show", "Streams, what is pending, delivered, refused and dropped, boots and their clocks.") { json };
        command.SetBody(config, async (options, parsed, _) =>
        {
            using var contents = Open(options, parsed.GetValue(file), out var path);
            var report = OutboxReport.Of(contents, new FileInfo(path));
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? report.ToJson() : report.ToText());
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(Option<FileInfo> config, Option<FileInfo> file)
    {
        var kind = OneOf("--kind", "screening", "passage", "event", "summary", "health");
        var state = OneOf("--state", "pending", "delivered", "rejected");
        var from = new Option<long>("--from") { Description = "First seq.", DefaultValueFactory = _ => 1 };
        var to = new Option<long>("--to") { Description = "Last seq.", DefaultValueFactory = _ => RecordLimits.MaxSeq };
        var command = new Command("list", "The records as JSON lines, as checkpoint-cloud export has them.") { kind, state, from, to };
        command.SetBody(config, async (options, parsed, cancellation) =>
        {
            using var contents = Open(options, parsed.GetValue(file), out _);
            var output = parsed.InvocationConfiguration.Output;
            var seqs = new SeqRange(parsed.GetValue(from), parsed.GetValue(to));
            foreach (var (stream, became, row) in contents.Rows().Where(row => seqs.Contains(row.Row.Position.Seq)))
            {
                cancellation.ThrowIfCancellationRequested();
                var record = RecordJson.Write(row.Record);
                if ((parsed.GetValue(state) ?? became) == became && (parsed.GetValue(kind) is not { } wanted || record.StartsWith($$"""{"kind":"{{wanted}}" """.TrimEnd(), StringComparison.Ordinal)))
                    await output.WriteLineAsync($$"""{"stream":"{{stream.Stream}}","state":"{{became}}","record":{{record}}}""");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Export(Option<FileInfo> config, Option<FileInfo> file)
    {
        var target = new Option<FileInfo>("--out") { Description = "Where to; must not be there yet.", HelpName = "file", Required = true };
        var all = new Option<bool>("--all") { Description = "Delivered records too, as far as they are kept." };
        var command = new Command("export", "Writes what the cloud does not have yet into a file that \"import\" takes.") { target, all };
        command.SetBody(config, async (options, parsed, cancellation) =>
        {
            using var contents = Open(options, parsed.GetValue(file), out _);
            var path = parsed.GetRequiredValue(target).FullName;
            if (Path.Exists(path))
                throw new IOException($"{path} is there already");
            var streams = contents.Book.Streams.Select(stream => new PortableStream(stream.Stream, stream.Board, stream.MadeThrough));
            var (count, untimed) = (0, 0);
            DurableFile.Write(path, carried => count = PortableFile.Write(carried, new PortableHead(options.Gate.Value, [.. streams]), Timed()));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{count} records in {path}" + (untimed > 0 ? $"; {untimed} have no time yet and stay: only their own gate can tell it" : ""));
            return ExitCode.Ok;

            IEnumerable<PortableRecord> Timed()
            {
                foreach (var (stream, _, row) in contents.Rows().Where(row => row.State == "pending" || (row.State == "delivered" && parsed.GetValue(all))))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (row.Time.IsKnown)
                        yield return new PortableRecord(stream.Stream, row.Record);
                    else
                        untimed++;
                }
            }
        });
        return command;
    }

    private static Command Import(Option<FileInfo> config)
    {
        var source = new Argument<FileInfo>("file") { Description = "What \"export\" has written on a gate of the same id." };
        var command = new Command("import", "Takes exported records into this gate's outbox, from where they go to the cloud; the gateway must be stopped.") { source };
        command.SetBody(config, async (options, parsed, _) =>
        {
            var path = parsed.GetRequiredValue(source).FullName;
            var (code, said) = Import(options, path);
            var output = code == ExitCode.Ok ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error;
            await output.WriteLineAsync(code == ExitCode.Ok ? said : $"checkpoint-gateway: {said}");
            return code;
        });
        return command;
    }

    private static (int Code, string Said) Import(GatewayOptions options, string path)
    {
        if (!File.Exists(path))
            return (ExitCode.NoInput, $"{path}: no such file");
        if (OutboxFile.IsClaimed(options.Outbox.Folder))
            return (ExitCode.Busy, $"a gateway runs on {options.Outbox.Folder}: stop it first");
        try
        {
            var portable = new PortableFile(path);
            var head = portable.Check();
            if (head.Gate != options.Gate.Value)
                return (ExitCode.Data, $"{path}: line 1: gate: records of {head.Gate}; this gate is {options.Gate}, and would send them as its own");
            var import = new OutboxImport(portable, head.Streams);
            import.RunOn(options.Outbox, options.Board ?? new BoardReadings().Serial, options.Zone, new LinuxBoardClock());
            return (ExitCode.Ok, $"{import.Taken} records taken in, {import.Skipped} were here already");
        }
        catch (PortableFileException fault)
        {
            return (ExitCode.Data, $"{path}: {fault.Message}");
        }
    }

    private static OutboxContents Open(GatewayOptions options, FileInfo? file, out string path)
    {
        path = file?.FullName ?? Path.Combine(options.Outbox.Folder, OutboxFile.Name);
        return OutboxContents.Open(options.Outbox, path);
    }

    private static Option<string?> OneOf(string name, params string[] words)
    {
        var option = new Option<string?>(name) { Description = $"Only those: {string.Join(", ", words)}." };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
