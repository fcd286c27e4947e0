using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios.Audit;

namespace Checkpoint.Tests.Unit.DeviceSim.Audit;

public sealed class LedgerComparisonTests
{
    private static readonly StreamId Stream = new(0xabcd);

    [Fact]
    public void A_ledger_that_has_all_of_every_gate_shows_no_fault()
    {
        Assert.Empty(LedgerComparison.Compare(Made(("gate-01", 7), ("gate-02", 0)), [Line("gate-01", 7)]));
    }

    [Theory]
    [InlineData(6, 0, 0)]
    [InlineData(7, 1, 0)]
    [InlineData(7, 0, 1)]
    [InlineData(8, 0, 0)]
    public void Less_more_missing_or_doubled_records_are_a_fault_of_that_gate(long stored, long missing, long doubled)
    {
        var fault = Assert.Single(LedgerComparison.Compare(Made(("gate-01", 7)), [Line("gate-01", stored, missing, doubled)]));

        Assert.Equal($"gate-01: 7 made, {stored} in the database, {missing} missing, {doubled} doubled", fault);
    }

    [Fact]
    public void A_gate_of_which_the_database_has_nothing_is_a_fault()
    {
        Assert.Equal(["gate-02: 3 made, none in the database"],
            LedgerComparison.Compare(Made(("gate-01", 7), ("gate-02", 3)), [Line("gate-01", 7)]));
    }

    [Fact]
    public void A_stream_that_the_gate_never_had_is_a_fault()
    {
        var line = Line("gate-01", 7).Replace(Stream.ToString(), "00000000000000ff", StringComparison.Ordinal);

        Assert.Equal(["gate-01: a stream that it never had: 00000000000000ff", "gate-01: 7 made, none in the database"], LedgerComparison.Compare(Made(("gate-01", 7)), [line]));
    }

    [Fact]
    public void Each_of_a_gates_streams_is_held_against_what_was_made_in_it()
    {
        var later = new StreamId(0xbeef);
        var made = Made(("gate-01", 7));
        made.Add((GateId.Parse("gate-01"), later), 5);

        var faults = LedgerComparison.Compare(
            made, [Line("gate-01", 7), Line("gate-01", 4).Replace(Stream.ToString(), later.ToString(), StringComparison.Ordinal)]);

        Assert.Equal(["gate-01: 5 made, 4 in the database, 0 missing, 0 doubled"], faults);
    }

    private static Dictionary<(GateId Gate, StreamId Stream), long> Made(params (string Gate, long Made)[] gates) =>
        gates.ToDictionary(gate => (GateId.Parse(gate.Gate), Stream), gate => gate.Made);

    private static string Line(string gate, long stored, long missing = 0, long doubled = 0) =>
        $$"""{"gate":"{{gate}}","stream":"{{Stream}}","stored":{{stored}},"missing_count":{{missing}},"doubled_count":{{doubled}}}""";
}
