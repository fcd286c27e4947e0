using System.CommandLine;
using System.Text;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// <c>checkpoint-cloud export</c>: records straight from the database, one JSON object a line, in order of seq:
/// <c>{"gate":…,"stream":…,"district":…,"street":…,"community":…,"record":…}</c>, the record in the contract's one JSON form.
/// Where single screenings are among them, it is recorded who looked before the first is written, as when the API shows them.
/// </summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string>("--gate") { Description = "the gate", HelpName = "ID", Required = true };
        var stream = new Option<string>("--stream") { Description = "only this stream (default: all of the gate)", HelpName = "ID" };
        var from = new Option<long>("--from-seq") { Description = "begin at this seq", DefaultValueFactory = _ => 1, HelpName = "SEQ" };
        var command = new Command("export", "Writes a gate's records as JSON lines to standard output; who looked is recorded in the service's own database.") { config, gate, stream, from };
        command.SetBody(async (parsed, cancellation) =>
        {
            var of = Arguments.Gate(parsed.GetRequiredValue(gate), "--gate")!.Value;
            var only = Arguments.Stream(parsed.GetValue(stream), "--stream");
            await using var store = Loaded.Store(Loaded.Options(parsed.GetRequiredValue(config)).Store);
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            using var look = new ExportLook(own.Audit, $"checkpoint-cloud export --gate {of}{(only is { } asked ? $" --stream {asked}" : "")}");
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 * 1024);
            foreach (var id in only is { } one ? [one] : await store.StreamsAsync(of, cancellation))
                await WriteAsync(store, of, id, parsed.GetValue(from), look, output, cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task WriteAsync(
        IRecordStore store, GateId gate, StreamId stream, long from, ExportLook look, StreamWriter output, CancellationToken cancellation)
    {
        await foreach (var stored in store.ReadAsync(gate, stream, from, cancellation))
        {
            if (stored.Record is Screening)
                look.Show(stored.Place);
            // Ids and codes hold no character that JSON would want escaped.
            await output.WriteLineAsync(
                $"{{\"gate\":\"{gate}\",\"stream\":\"{stream}\",\"district\":\"{stored.Place.District}\",\"street\":\"{stored.Place.Street}\","
                + $"\"community\":\"{stored.Place.Community}\",\"record\":{RecordJson.Write(stored.Record)}}}");
        }
    }
}
