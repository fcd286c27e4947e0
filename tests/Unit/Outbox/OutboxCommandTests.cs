using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class OutboxCommandTests : IDisposable
{
    private readonly OutboxBench _bench = new();
    private readonly TestFolder _folder = new();

    public OutboxCommandTests() => File.WriteAllText(Config(), Settings("gate-1", _bench.Folder));

    private string Carried => Path.Combine(_folder.Path, "carried.jsonl");

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Show_and_list_tell_what_is_in_it_while_the_gateway_runs()
    {
        await FillAsync();
        var stream = _bench.Outbox.Head.Stream;
        var (_, text) = await RunAsync("outbox", "show", "--config", Config());
        Assert.Contains($"stream {stream} of board board-1: made 6, pending 3, delivered 2, refused 1, dropped 0\n  refused 3: body_out_of_range", text, StringComparison.Ordinal);
        Assert.Contains("pending: Event 1, Ledger 1, Urgent 1", text, StringComparison.Ordinal);
        var (_, json) = await RunAsync("outbox", "show", "--json", "--config", Config());
        Assert.Contains("\"rejected\":[{\"seqs\":\"3\",\"reason\":\"body_out_of_range\"}]", json, StringComparison.Ordinal);

        var (_, list) = await RunAsync("outbox", "list", "--state", "pending", "--kind", "screening", "--config", Config());
        var only = Assert.Single(list.TrimEnd().Split('\n'));
        Assert.StartsWith($$"""{"stream":"{{stream}}","state":"pending","record":{"kind":"screening",""", only, StringComparison.Ordinal);
        Assert.Contains("\"seq\":4", only, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("outbox", "list", "--from", "2", "--to", "3", "--config", Config())).Said.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task What_a_dead_gate_left_goes_on_from_another_board_with_its_stream_seq_and_time()
    {
        await FillAsync();
        var pending = _bench.ReadAll();
        Assert.Equal(0, (await RunAsync("outbox", "export", "--out", Carried, "--config", Config())).Code);
        using var other = new OutboxBench { Board = "board-2" };
        await other.AppendAsync(Make.Event());
        other.Close();
        var config = Config("other.json");
        await File.WriteAllTextAsync(config, Settings("gate-1", other.Folder, "board-2"));

        Assert.Equal("3 records taken in, 0 were here already\n", (await RunAsync("outbox", "import", Carried, "--config", config)).Said);
        Assert.Equal("0 records taken in, 3 were here already\n", (await RunAsync("outbox", "import", Carried, "--config", config)).Said);
        Assert.Equal(pending, other.ReadAll());
        Assert.Equal(4, other.Outbox.Depth);
        Assert.NotEqual(pending[0].Stream, other.Outbox.Head.Stream);
    }

    [Fact]
    public async Task Import_is_refused_while_the_gateway_runs_and_for_another_gates_records()
    {
        await FillAsync();
        await RunAsync("outbox", "export", "--out", Carried, "--config", Config());
        Assert.Equal(ExitCode.Busy, (await RunAsync("outbox", "import", Carried, "--config", Config())).Code);
        _bench.Close();
        await File.WriteAllTextAsync(Config("other.json"), Settings("gate-2", _bench.Folder));
        var (code, said) = await RunAsync("outbox", "import", Carried, "--config", Config("other.json"));
        Assert.Equal(ExitCode.Data, code);
        Assert.Contains("line 1: gate: records of gate-1; this gate is gate-2", said, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NoInput, (await RunAsync("outbox", "import", Carried + "x", "--config", Config())).Code);
    }

    [Theory]
    [InlineData(0, "\"checkpoint_outbox\":1", "\"checkpoint_outbox\":2", "line 1: checkpoint_outbox: version 2; this program reads 1")]
    [InlineData(1, "\"body\":\"", "\"body\":\"AA", "sha256")]
    [InlineData(3, "", null, "line 4: end: missing")]
    [InlineData(4, "\"end\":3", "\"end\":4", "line 5: end: 4 records, but 3 lines")]
    [InlineData(4, "{", "hello {", "line 5: not JSON")]
    [InlineData(0, "\"gate\":\"gate-1\"", "\"gate\":\"\\ud800\"", "line 1: gate: half of a character")]
    [InlineData(0, "\"streams\":[", "\"streams\":[7,", "line 1: stream: missing, or not a text")]
    public async Task A_file_that_is_not_as_it_was_written_is_refused_by_line_and_field(int line, string old, string? fresh, string fault)
    {
        await FillAsync();
        await RunAsync("outbox", "export", "--out", Carried, "--config", Config());
        _bench.Close();
        var lines = await File.ReadAllLinesAsync(Carried);
        if (fresh is not null)
            lines[line] = lines[line].Replace(old, fresh, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Carried, fresh is null ? lines[..(line + 1)] : lines);
        var (code, said) = await RunAsync("outbox", "import", Carried, "--config", Config());
        Assert.Equal(ExitCode.Data, code);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_longer_than_any_is_refused_before_it_is_held()
    {
        await using (var file = File.CreateText(Carried))
        {
            await file.WriteLineAsync("""{"checkpoint_outbox":1,"gate":"gate-1","streams":[]}""");
            await file.WriteAsync(new string('x', PortableFile.MostLineCharacters + 1));
        }

        var (code, said) = await RunAsync("outbox", "import", Carried, "--config", Config());
        Assert.Equal(ExitCode.Data, code);
        Assert.Contains("line 2: longer than 1048576 characters", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_taken_out_keeps_no_record_waiting_and_is_what_was_there_when_it_began()
    {
        await FillAsync();
        using var contents = OutboxContents.Open(_bench.Options, Path.Combine(_bench.Folder, OutboxFile.Name));
        using var rows = contents.Rows().GetEnumerator();
        Assert.True(rows.MoveNext());
        var seq = await _bench.AppendAsync(Make.Event());
        _bench.Outbox.Settle(_bench.Outbox.Head.Stream, [new SeqRange(4, seq)], []);
        OutboxBench.WaitFor(() => _bench.Outbox.Depth == 0);
        var seen = new List<(long, string)> { (rows.Current.Row.Position.Seq, rows.Current.State) };
        while (rows.MoveNext())
            seen.Add((rows.Current.Row.Position.Seq, rows.Current.State));
        Assert.Equal([(1, "delivered"), (2, "delivered"), (3, "rejected"), (4, "pending"), (5, "pending"), (6, "pending")], seen);
    }

    [Fact]
    public async Task A_folder_without_an_outbox_and_a_file_that_is_none_are_named()
    {
        Assert.Contains("outbox.db: no such file", (await RunAsync("outbox", "show", "--config", Config())).Said, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Carried, new string('x', 5000));
        var (code, said) = await RunAsync("outbox", "show", "--file", Carried, "--config", Config());
        Assert.Equal(ExitCode.InputOutput, code);
        Assert.Contains("is no outbox of format 2", said, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(3, _ => Make.Screening());
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        await _bench.AppendAsync(Make.Event());
        _bench.Outbox.Settle(_bench.Outbox.Head.Stream, [new SeqRange(1, 2)], [new RejectedRange(new SeqRange(3, 3), "body_out_of_range")]);
        OutboxBench.WaitFor(() => _bench.Outbox.Head.MadeThrough == 6);
    }

    private string Config(string name = "gateway.json") => Path.Combine(_folder.Path, name);

    private static string Settings(string gate, string data, string board = "board-1") =>
        $$"""{ "Gate": { "Id": "{{gate}}", "Board": "{{board}}" }, "Broker": { "Host": "b" }, "Outbox": { "Folder": "{{data}}" } }""";

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var said = new StringWriter();
        var code = await GatewayCommands.RunAsync(arguments, said, said);
        return (code, said.ToString());
    }
}
