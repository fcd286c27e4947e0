using System.CommandLine;
using System.Text.Json;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary><c>checkpoint-cloud ledger</c>: the balance of every stream, from the database itself.</summary>
internal static class LedgerCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string>("--gate") { Description = "only this gate", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line" };
        var command = new Command(
            "ledger", "Shows for each gate and stream what became of every seq. Exit code 1 when something is missing or doubled.")
        {
            config, gate, json,
        };
        command.SetBody(async (parsed, cancellation) =>
        {
            var only = Arguments.Gate(parsed.GetValue(gate), "--gate");
            await using var store = Loaded.Store(Loaded.Options(parsed.GetRequiredValue(config)).Store);
            return await PrintAsync(store, only, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> PrintAsync(IRecordStore store, GateId? only, bool json, CancellationToken cancellation)
    {
        var balanced = true;
        if (!json)
            Console.WriteLine($"{"gate",-32} {"stream",-16} {"made_through",12} {"stored",10} {"missing",8} {"doubled",8} {"rejected",8} {"shed",8}");
        foreach (var gate in only is { } one ? [one] : await store.GatesAsync(cancellation))
        {
            foreach (var entry in await Ledger.OfGateAsync(store, gate, _ => 0, cancellation))
            {
                balanced &= entry.IsBalanced;
                Console.WriteLine(json ? JsonSerializer.Serialize(LedgerItem.Of(entry), Json) : Line(entry));
            }
        }

        return balanced ? ExitCode.Success : ExitCode.Unbalanced;
    }

    private static string Line(LedgerEntry entry) =>
        $"{entry.Gate,-32} {entry.Stream} {entry.MadeThrough,12} {entry.Stored,10} {entry.MissingCount,8} {entry.DoubledCount,8}"
        + $" {entry.Rejected,8} {entry.Shed,8}"
        + Listed("missing", entry.Missing, entry.MissingCount) + Listed("doubled", entry.Doubled, entry.DoubledCount);

    private static string Listed(string name, IReadOnlyList<SeqRange> ranges, long count) => count == 0
        ? ""
        : $"\n  {name}: {string.Join(" ", ranges)}{(SeqRanges.Count(ranges) < count ? " …" : "")}";
}
