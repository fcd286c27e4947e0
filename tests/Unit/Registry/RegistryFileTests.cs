using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Registry;

public sealed class RegistryFileTests
{
    private const string Districts = """
        "districts":[{"code":"230103","name":{"zh":"a","en":"b"},"streets":[{"code":"230103001","name":{"zh":"a","en":"b"},
        "communities":[{"code":"230103001001","name":{"zh":"a","en":"b"}},{"code":"230103001002","name":{"zh":"c","en":"d"}}]}]}]
        """;

    [Fact]
    public void The_sample_is_a_registry()
    {
        var registry = RegistryFile.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "registry.sample.json")), out var faults);
        Assert.Empty(faults);
        Assert.Equal(["haicheng-east", "haicheng-yard"], registry!.Gates.Keys.Select(gate => gate.Value).Order());
    }

    [Fact]
    public void Place_is_looked_up_by_the_records_time_and_the_first_assignment_reaches_back()
    {
        var gate = Parse(Gate("""{"from":"2026-01-10T00:00:00+08:00","community":"230103001001"},{"from":"2026-02-01T00:00:00Z","community":"230103001002"}"""))
            .Gates[GateId.Parse("gate-1")];
        Assert.Equal("230103001001", gate.At(DateTimeOffset.Parse("2020-01-01T00:00:00Z", null)).Place.Community);
        Assert.Equal("230103001001", gate.At(DateTimeOffset.Parse("2026-01-31T23:59:59.999999Z", null)).Place.Community);
        Assert.Equal(new Place("230103", "230103001", "230103001002"), gate.At(DateTimeOffset.Parse("2026-02-01T00:00:00Z", null)).Place);
    }

    [Fact]
    public void What_is_formatted_reads_back_the_same()
    {
        var registry = Parse(Gate("""{"from":"2026-01-10T00:00:00+08:00","community":"230103001001","kind":"door"}"""));
        var text = RegistryFile.Format(registry);
        Assert.Equal(text, RegistryFile.Format(RegistryFile.Parse(Encoding.UTF8.GetBytes(text), out _)!));
        Assert.Contains("\"door\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file")]
    [InlineData("{", "file")]
    [InlineData("[]", "")]
    [InlineData("""{"gate":[]}""", "gate")]
    [InlineData("""{"districts":{}}""", "districts")]
    [InlineData("""{"districts":[{"code":"23010","name":{"zh":"a","en":"b"}}]}""", "districts[0].code")]
    [InlineData("""{"districts":[{"code":"230103"}]}""", "districts[0].name")]
    [InlineData("""{"districts":[{"code":"230103","name":{"zh":"a"}}]}""", "districts[0].name.en")]
    [InlineData("""{"districts":[{"code":"230103","name":{"zh":"a","en":"b","fr":"c"}}]}""", "districts[0].name.fr")]
    [InlineData("""{"districts":[{"code":"230103","name":{"zh":"a\n=1","en":"b"}}]}""", "districts[0].name.zh")]
    [InlineData("""{"districts":[{"code":"230103","name":{"zh":"a","en":"b"},"streets":[{"code":"999999001","name":{"zh":"a","en":"b"}}]}]}""", "districts[0].streets[0].code")]
    [InlineData("""{"districts":[{"code":"230103","name":{"zh":"a","en":"b"}},{"code":"230103","name":{"zh":"a","en":"b"}}]}""", "districts")]
    public void A_bad_file_is_refused_by_key(string json, string key) => Assert.Equal([key], Faults(json).Select(fault => fault.Key));

    [Theory]
    [InlineData("""{"gate":"X"}""", "gates[0].gate", "gates[0].assignments")]
    [InlineData("""{"gate":"gate-1","assignments":[{"from":"02/03/2026","community":"1","kind":"tunnel","name":{"zh":"a","en":"b"}}]}""",
        "gates[0].assignments[0].community", "gates[0].assignments[0].kind", "gates[0].assignments[0].from")]
    [InlineData("""{"gate":"gate-1","assignments":[{"from":"2026-01-02T00:00:00Z","community":"230103001001","name":{"zh":"a","en":"b"}},{"from":"2026-01-01T00:00:00Z","community":"230103001001","name":{"zh":"a","en":"b"}}]}""",
        "gates[0].assignments[1].from")]
    [InlineData("""{"gate":"gate-1","assignments":[{"from":"2026-01-02T00:00:00Z","community":"230103001001","name":{"zh":"a","en":"b"}}]},{"gate":"gate-1","assignments":[{"from":"2026-01-02T00:00:00Z","community":"230103001001","name":{"zh":"a","en":"b"}}]}""",
        "gates")]
    public void All_faults_of_a_gate_are_told_at_once(string gate, params string[] keys) =>
        Assert.Equal(keys, Faults($$"""{{{Districts}},"gates":[{{gate}}]}""").Select(fault => fault.Key));

    [Fact]
    public void A_move_that_begins_before_now_would_rewrite_the_past_and_a_later_one_would_not()
    {
        var former = Parse(Gate("""{"from":"2026-01-10T00:00:00Z","community":"230103001001"}"""));
        var moved = Parse(Gate("""{"from":"2026-01-10T00:00:00Z","community":"230103001001"},{"from":"2026-02-01T00:00:00Z","community":"230103001002"}"""));
        var other = Parse(Gate("""{"from":"2026-01-10T00:00:00Z","community":"230103001002"}"""));
        var now = DateTimeOffset.Parse("2026-02-15T00:00:00Z", null);
        Assert.Single(moved.RewrittenSince(former, now));
        Assert.Single(former.RewrittenSince(moved, now));
        Assert.NotEmpty(other.RewrittenSince(former, now));
        Assert.Empty(moved.RewrittenSince(former, now.AddMonths(-1)));
        Assert.Empty(moved.RewrittenSince(moved, now));
        Assert.Empty(former.RewrittenSince(GateRegistry.Empty, now));
    }

    [Fact]
    public void The_list_of_waiting_gates_is_bounded_and_forgets_the_one_silent_longest()
    {
        var waiting = new WaitingGates();
        var start = DateTimeOffset.UnixEpoch;
        for (var i = 0; i <= WaitingGates.MaxGates; i++)
            waiting.Saw(GateId.Parse($"gate-{i}"), start.AddSeconds(i), "0.1", "board");
        waiting.Saw(GateId.Parse("gate-5"), start.AddDays(1));
        var list = waiting.List();
        Assert.Equal(WaitingGates.MaxGates, list.Count);
        Assert.DoesNotContain(list, gate => gate.Gate.Value == "gate-0");
        Assert.Equal(
            new WaitingGate(GateId.Parse("gate-5"), start.AddSeconds(5), start.AddDays(1), "0.1", "board"),
            list.Single(gate => gate.Gate.Value == "gate-5"));
    }

    private static string Gate(string assignments) =>
        $$"""{{{Districts}},"gates":[{"gate":"gate-1","assignments":[{{assignments.Replace("\"}", "\",\"name\":{\"zh\":\"东\",\"en\":\"East\"}}")}}]}]}""";

    private static GateRegistry Parse(string json)
    {
        var registry = RegistryFile.Parse(Encoding.UTF8.GetBytes(json), out var faults);
        Assert.Empty(faults);
        return registry!;
    }

    private static IReadOnlyList<KeyFault> Faults(string json)
    {
        Assert.Null(RegistryFile.Parse(Encoding.UTF8.GetBytes(json), out var faults));
        return faults;
    }
}
