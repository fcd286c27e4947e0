using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;

namespace Checkpoint.Tests.Unit.DeviceSim.Fleet;

public sealed class FleetScenarioTests
{
    private static readonly StreamId Stream = new(0xabcd);

    [Fact]
    public void A_ledger_that_has_all_of_every_gate_shows_no_fault()
    {
        Assert.Empty(FleetScenario.Compare(Result(("gate-01", 7), ("gate-02", 0)), [Line("gate-01", 7)]));
    }

    [Theory]
    [InlineData(6, 0, 0)]
    [InlineData(7, 1, 0)]
    [InlineData(7, 0, 1)]
    [InlineData(8, 0, 0)]
    public void Less_more_missing_or_doubled_records_are_a_fault_of_that_gate(long stored, long missing, long doubled)
    {
        var fault = Assert.Single(FleetScenario.Compare(Result(("gate-01", 7)), [Line("gate-01", stored, missing, doubled)]));

        Assert.Equal($"gate-01: 7 made, {stored} in the database, {missing} missing, {doubled} doubled", fault);
    }

    [Fact]
    public void A_gate_of_which_the_database_has_nothing_is_a_fault()
    {
        Assert.Equal(["gate-02: 3 made, none in the database"],
            FleetScenario.Compare(Result(("gate-01", 7), ("gate-02", 3)), [Line("gate-01", 7)]));
    }

    [Fact]
    public void A_stream_that_the_gate_never_had_is_a_fault()
    {
        var line = Line("gate-01", 7).Replace(Stream.ToString(), "00000000000000ff", StringComparison.Ordinal);

        Assert.Equal(["gate-01: a stream that it never had: 00000000000000ff"], FleetScenario.Compare(Result(("gate-01", 7)), [line]));
    }

    private static FleetResult Result(params (string Gate, long Made)[] gates) => new(
        gates.ToDictionary(gate => GateId.Parse(gate.Gate), gate => (Stream, gate.Made)), 0, 0, 0, 0, 1, 1, 0, 0);

    private static string Line(string gate, long stored, long missing = 0, long doubled = 0) =>
        $$"""{"gate":"{{gate}}","stream":"{{Stream}}","stored":{{stored}},"missing_count":{{missing}},"doubled_count":{{doubled}}}""";
}
