using System.Diagnostics;
using System.Text.Json;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Integration.Ingest;
using Checkpoint.Tests.Unit.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Tests.Integration.Commands;

/// <summary>checkpoint-cloud as one runs it by hand: output, errors, exit codes.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = TestFolder.Create("commands");

    private string Config => Path.Combine(_folder, "cloud.json");

    public CommandTests()
    {
        File.Copy(Samples.Registry, Path.Combine(_folder, "registry.json"));
        File.WriteAllText(Config, """{"broker":{"host":"127.0.0.1"},"store":{"sqlite":{"path":"records.db"}},"registry":{"path":"registry.json"}}""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("ledger --help")]
    [InlineData("export --help")]
    [InlineData("access --help")]
    [InlineData("gates add --help")]
    [InlineData("accounts add --help")]
    [InlineData("tokens add --help")]
    [InlineData("--version")]
    public async Task Help_goes_to_standard_output_with_exit_code_0(string line)
    {
        var (code, output, error) = await RunAsync(line.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.NotEmpty(output);
    }

    [Theory]
    [InlineData("", "command")]
    [InlineData("run", "--config")]
    [InlineData("run --config x --role captain", "captain")]
    [InlineData("dance", "dance")]
    [InlineData("export --config CONFIG --gate X", "--gate")]
    [InlineData("export --config CONFIG --gate gate-1 --stream 1", "--stream")]
    [InlineData("accounts add --config CONFIG --name <b> --role official --area all", "--name")]
    [InlineData("accounts add --config CONFIG --name a --role king --area all", "--role")]
    [InlineData("accounts add --config CONFIG --name a --role official --area 23", "--area")]
    [InlineData("accounts add --config CONFIG --name a --role official", "--area")]
    [InlineData("accounts disable --config CONFIG --name nobody", "nobody")]
    [InlineData("tokens add --config CONFIG --name a --role official --area all --days 401", "--days")]
    [InlineData("tokens revoke --config CONFIG --id 7", "7")]
    [InlineData("gates add --config CONFIG --gate gate-9 --community 1 --name-zh a --name-en b", "--community")]
    [InlineData("gates add --config CONFIG --gate gate-9 --community 230103001001 --name-zh a --name-en b --from 2020-01-01", "--from")]
    public async Task A_wrong_command_line_ends_with_exit_code_64_and_names_what_is_wrong(string line, string named)
    {
        var (code, output, error) = await RunAsync(
            [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "CONFIG" ? Config : word)]);
        Assert.Equal((64, ""), (code, output));
        Assert.Contains(named, error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_bad_configuration_names_every_wrong_key_and_ends_with_exit_code_78_before_anything_is_touched()
    {
        await File.WriteAllTextAsync(Config, """{"broker":{"host":"127.0.0.1","port":0},"store":{"sqlite":{"path":"records.db"}},"extra":1}""");
        var (code, _, error) = await RunAsync("run", "--config", Config);
        Assert.Equal(78, code);
        foreach (var key in new[] { "broker.port", "registry.path", "extra" })
            Assert.Contains(key, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "records.db")));
    }

    [Fact]
    public async Task A_bad_registry_ends_with_exit_code_78()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "registry.json"), """{"gates":[{"gate":"X"}]}""");
        var (code, _, error) = await RunAsync("run", "--config", Config);
        Assert.Equal(78, code);
        Assert.Contains("gates[0].gate", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_exit_code_69()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await File.WriteAllTextAsync(Config, (await File.ReadAllTextAsync(Config)).TrimEnd('}') + $"}}, \"web\":{{\"url\":\"http://127.0.0.1:{port}\"}}}}");
        Assert.Equal(69, (await RunAsync("run", "--config", Config, "--role", "serve")).Code);
    }

    [Fact]
    public async Task Export_writes_the_stored_records_one_a_line()
    {
        await StoreAsync(SampleRecords.OfEveryKind());
        var (code, output, _) = await RunAsync("export", "--config", Config, "--gate", "gate-1", "--from-seq", "42");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, code);
        Assert.Equal(SampleRecords.OfEveryKind().Skip(1), lines.Select(line => RecordJson.Read(line.GetProperty("record").GetRawText())));
        Assert.All(lines, line => Assert.Equal("0123456789abcdef", line.GetProperty("stream").GetString()));
    }

    [Fact]
    public async Task An_export_of_screenings_is_a_look_that_is_recorded()
    {
        await StoreAsync(TestGate.Screenings(1, 10));
        Assert.Equal(0, (await RunAsync("export", "--config", Config, "--gate", "gate-1", "--from-seq", "4")).Code);
        Assert.Equal(0, (await RunAsync("export", "--config", Config, "--gate", "gate-1", "--from-seq", "11")).Code);
        using var own = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        var entry = Assert.Single(new AuditLog(own, TimeProvider.System).List(new AuditQuery(Area.Everything, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, long.MaxValue, 10)));
        Assert.Equal(
            (AuditAct.Looked, $"command:{Environment.UserName}", "checkpoint-cloud export --gate gate-1", 200, 7L),
            (entry.Act, entry.Who, entry.Detail, entry.Status, entry.Rows));
    }

    [Fact]
    public async Task An_export_that_can_t_be_recorded_shows_nothing()
    {
        await StoreAsync(TestGate.Screenings(1, 10));
        Directory.CreateDirectory(Path.Combine(_folder, "serve.db"));
        var (code, output, error) = await RunAsync("export", "--config", Config, "--gate", "gate-1");
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Contains("serve.path", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balanced_ledger_ends_with_exit_code_0()
    {
        await StoreAsync(TestGate.Screenings(1, 10));
        var (code, output, _) = await RunAsync("ledger", "--config", Config, "--json");
        var entry = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, 10), (code, entry.GetProperty("stored").GetInt32()));
    }

    [Fact]
    public async Task An_unbalanced_ledger_ends_with_exit_code_1_and_lists_what_is_missing()
    {
        await StoreAsync([.. TestGate.Screenings(1, 10).Where(record => record.Seq is not (3 or 4 or 7))]);
        var (code, output, _) = await RunAsync("ledger", "--config", Config, "--gate", "gate-1");
        Assert.Equal(1, code);
        Assert.Contains("missing: 3-4 7", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_is_added_and_listed_and_a_move_must_not_begin_before_now()
    {
        string[] add = ["gates", "add", "--config", Config, "--gate", "gate-9", "--community", "230103001002", "--kind", "door", "--name-zh", "三号楼", "--name-en", "Block 3"];
        Assert.Equal(0, (await RunAsync(add)).Code);
        var (code, output, _) = await RunAsync("gates", "list", "--config", Config);
        var registry = RegistryFile.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "registry.json")), out _)!;
        Assert.Equal(0, code);
        Assert.Contains("三号楼", output, StringComparison.Ordinal);
        Assert.Equal(GateKind.Door, registry.Gates[GateId.Parse("gate-9")].Assignments.Single().Kind);
        Assert.Equal(3, registry.Gates.Count);
    }

    [Fact]
    public async Task The_first_administrator_is_made_by_a_command_that_prints_the_password_it_made_once()
    {
        string[] account = ["--config", Config, "--name", "Wang.Wei"];
        var (code, output, error) = await RunAsync(["accounts", "add", .. account, "--role", "administrator", "--area", "all"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}\n$", output);
        Assert.Equal(64, (await RunAsync(["accounts", "add", .. account, "--role", "official", "--area", "all"])).Code);
        Assert.Equal(64, (await RunAsync(["accounts", "disable", .. account])).Code);
        Assert.Contains("wang.wei             administrator all", (await RunAsync("accounts", "list", "--config", Config)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_comes_from_a_file_and_must_be_one()
    {
        var file = Path.Combine(_folder, "password");
        string[] add = ["accounts", "add", "--config", Config, "--name", "li", "--role", "official", "--area", "230103001", "--password-file", file];
        await File.WriteAllTextAsync(file, "short\n");
        var (code, _, error) = await RunAsync(add);
        Assert.Equal(64, code);
        Assert.Contains("--password-file", error, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "nine snowy gates at dawn\nmore\n");
        Assert.Equal((0, "", ""), await RunAsync(add));
    }

    [Fact]
    public async Task A_token_is_made_listed_without_its_secret_and_revoked()
    {
        var file = Path.Combine(_folder, "excel.token");
        Assert.Equal(
            (0, "", ""), await RunAsync("tokens", "add", "--config", Config, "--name", "excel", "--role", "official", "--area", "230103001", "--out", file));
        var token = (await File.ReadAllTextAsync(file)).Trim();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Matches("^checkpoint_[A-Za-z0-9_-]{43}$", token);
        var list = (await RunAsync("tokens", "list", "--config", Config)).Output;
        Assert.Contains("excel                official      230103001", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("tokens", "revoke", "--config", Config, "--id", "1")).Code);
        Assert.Contains("revoked", (await RunAsync("tokens", "list", "--config", Config)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_database_of_a_later_program_is_refused_by_name()
    {
        Assert.Equal(0, (await RunAsync("accounts", "list", "--config", Config)).Code);
        await using (var file = new SqliteConnection($"Data Source={Path.Combine(_folder, "serve.db")};Pooling=False"))
        {
            file.Open();
            await using var command = file.CreateCommand();
            command.CommandText = "UPDATE schema_part SET version = 99 WHERE name = 'accounts'";
            command.ExecuteNonQuery();
        }

        var (code, _, error) = await RunAsync("run", "--config", Config);
        Assert.Equal(73, code);
        Assert.Contains("serve.path", error, StringComparison.Ordinal);
        Assert.Contains("part 'accounts' is of version 99", error, StringComparison.Ordinal);
    }

    private async Task StoreAsync(IReadOnlyList<GateRecord> records)
    {
        await using var store = SqliteRecordStore.Open(Path.Combine(_folder, "records.db"));
        var place = new Place("230103", "230103001", "230103001001");
        Assert.Null(await store.WriteAsync([new PlacedBatch(GateId.Parse("gate-1"), TestGate.Stream, place, records)], CancellationToken.None));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(OwnProgram.Cloud, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Deadline.Default);
        return (process.ExitCode, await output, await error);
    }
}
