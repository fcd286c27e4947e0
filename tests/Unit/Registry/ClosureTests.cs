using System.Text;
using Checkpoint.CloudIngest.Commands;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Registry;

public sealed class ClosureTests
{
    private const string Good = """{"from":"2026-02-01T00:00:00+08:00","until":"2026-02-02T00:00:00+08:00","reason":"works","by":"Li","declared":"2026-01-31T09:00:00+08:00"}""";

    private static readonly DateTimeOffset Noon = new(2026, 2, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly RegisteredGate Gate = Parse("", out _)!.Gates.Values.Single();

    [Fact]
    public void Closures_are_read_and_written_as_they_are()
    {
        var registry = Parse($$"""{{Good}},{"from":"2026-02-03T00:00:00Z","reason":"再修","by":"Li","declared":"2026-02-03T00:00:00Z"}""", out _)!;
        var closures = registry.Gates.Values.Single().Closures;
        Assert.Equal((2, "works", null), (closures.Length, closures[0].Reason, closures[1].Until));
        var again = RegistryFile.Parse(Encoding.UTF8.GetBytes(RegistryFile.Format(registry)), out _)!;
        Assert.Equal(closures, again.Gates.Values.Single().Closures.AsEnumerable());
    }

    [Theory]
    [InlineData("{}", "from", "reason", "by", "declared")]
    [InlineData("""{"from":"soon","until":"","reason":"a\u0007b","by":" ","declared":"2026-01-31T09:00:00Z"}""", "from", "until", "reason", "by")]
    [InlineData("""{"from":"2026-02-02T00:00:00Z","until":"2026-02-02T00:00:00Z","reason":"a","by":"b","declared":"2026-01-31T09:00:00Z","who":1}""", "until", "who")]
    public void A_faulty_closure_is_refused_by_key(string closure, params string[] keys)
    {
        Assert.Null(Parse(closure, out var faults));
        Assert.Equal(keys.Select(key => $"gates[0].closures[0].{key}").Order(), faults.Select(fault => fault.Key).Order());
    }

    [Theory]
    [InlineData("2026-02-01T12:00:00+08:00", Good)]
    [InlineData("2026-03-01T12:00:00+08:00", """{"from":"2026-02-01T00:00:00+08:00","reason":"open end","by":"Li","declared":"2026-01-31T09:00:00+08:00"}""")]
    public void A_closure_over_the_one_before_is_refused(string from, string former)
    {
        Assert.Null(Parse($$"""{{former}},{"from":"{{from}}","reason":"a","by":"b","declared":"2026-01-31T09:00:00Z"}""", out var faults));
        Assert.Equal("gates[0].closures[1].from", faults.Single().Key);
    }

    [Fact]
    public void A_gate_is_closed_and_opened_again()
    {
        var closed = ClosureCommands.Close(Gate, Closed(Noon), Noon);
        Assert.Null(closed.Closures.Single().Until);
        var opened = ClosureCommands.Open(closed, Noon.AddHours(5));
        Assert.Equal(Noon.AddHours(5), opened.Closures.Single().Until);
        Assert.Equal(2, ClosureCommands.Close(opened, Closed(Noon.AddDays(-2), Noon), Noon).Closures.Length);
    }

    [Fact]
    public void A_gate_can_not_be_closed_twice_nor_before_a_month_ago_nor_end_before_it_begins()
    {
        var closed = ClosureCommands.Close(Gate, Closed(Noon), Noon);
        Assert.StartsWith("--from", Fault(() => ClosureCommands.Close(closed, Closed(Noon.AddDays(3)), Noon)), StringComparison.Ordinal);
        Assert.StartsWith("--from", Fault(() => ClosureCommands.Close(closed, Closed(Noon.AddDays(-1)), Noon)), StringComparison.Ordinal);
        Assert.StartsWith("--from", Fault(() => ClosureCommands.Close(Gate, Closed(Noon.AddDays(-32)), Noon)), StringComparison.Ordinal);
        Assert.StartsWith("--until", Fault(() => ClosureCommands.Close(Gate, Closed(Noon, Noon), Noon)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_that_is_not_closed_can_not_be_opened()
    {
        Assert.StartsWith("--at", Fault(() => ClosureCommands.Open(Gate, Noon)), StringComparison.Ordinal);
        var closed = ClosureCommands.Close(Gate, Closed(Noon), Noon);
        Assert.StartsWith("--at", Fault(() => ClosureCommands.Open(closed, Noon)), StringComparison.Ordinal);
    }

    private static Closure Closed(DateTimeOffset from, DateTimeOffset? until = null) => new(from, until, "works", "Li", Noon);

    private static string Fault(Action action) => Assert.Throws<CommandFault>(action).Lines.Single();

    private static GateRegistry? Parse(string closures, out IReadOnlyList<Checkpoint.CloudIngest.Settings.KeyFault> faults) => RegistryFile.Parse(
        Encoding.UTF8.GetBytes($$$"""
            {"districts":[{"code":"230103","name":{"zh":"a","en":"b"},"streets":[{"code":"230103001","name":{"zh":"a","en":"b"},
            "communities":[{"code":"230103001001","name":{"zh":"a","en":"b"}}]}]}],
            "gates":[{"gate":"gate-1","assignments":[{"from":"2026-01-01T00:00:00Z","community":"230103001001","name":{"zh":"a","en":"b"}}],"closures":[{{{closures}}}]}]}
            """),
        out faults);
}
