using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Registry;

/// <summary>A gate that moved at half past ten, and what it tells of before and after.</summary>
public sealed class PlacingTests
{
    private static readonly DateTimeOffset Midnight = DateTimeOffset.Parse("2026-02-10T00:00:00+08:00", null);

    private static readonly DateTimeOffset Moved = Midnight.AddHours(10.5);

    private static readonly RegisteredGate Gate = new(GateId.Parse("gate-1"), [At(Midnight.AddDays(-9), "before"), At(Moved, "since")]);

    [Theory]
    [InlineData(10.4, "before")]
    [InlineData(10.5, "since")]
    public void What_was_observed_belongs_where_the_gate_stood_then(double hour, string place) =>
        Assert.Equal(place, PlaceOf(Make.Screening(), hour));

    [Theory]
    [InlineData(SummarySpan.Hour, 9, 10.01, "before")]
    [InlineData(SummarySpan.Hour, 9, 10.6, "before")]
    [InlineData(SummarySpan.Hour, 9, 900, "before")]
    [InlineData(SummarySpan.Hour, 10, 10.4, "before")]
    [InlineData(SummarySpan.Hour, 10, 10.6, "since")]
    [InlineData(SummarySpan.Hour, 10, 11.01, "since")]
    [InlineData(SummarySpan.Hour, 11, 11.5, "since")]
    [InlineData(SummarySpan.Day, 0, 10.4, "before")]
    [InlineData(SummarySpan.Day, 0, 10.6, "since")]
    [InlineData(SummarySpan.Day, 0, 900, "since")]
    [InlineData(SummarySpan.Day, -24, 10.6, "before")]
    public void What_a_summary_counts_belongs_where_the_gate_stood_while_it_counted(SummarySpan span, int start, double made, string place) =>
        Assert.Equal(place, PlaceOf(new Summary { Span = span, StartSeconds = Midnight.AddHours(start).ToUnixTimeSeconds() }, made));

    /// <summary>A move that ends a span ends it for the record that closes it too, to the microsecond.</summary>
    [Fact]
    public void An_hour_closed_after_a_move_at_its_end_belongs_to_the_place_before()
    {
        var gate = new RegisteredGate(Gate.Id, [At(Midnight.AddDays(-9), "before"), At(Midnight.AddHours(10), "since")]);
        var nine = new Summary { Span = SummarySpan.Hour, StartSeconds = Midnight.AddHours(9).ToUnixTimeSeconds(), Time = TimeAt(10) };
        Assert.Equal("before", gate.PlaceOf(nine).Community);
        Assert.Equal("since", gate.PlaceOf(nine with { StartSeconds = nine.StartSeconds + 3600 }).Community);
    }

    private static string PlaceOf(GateRecord record, double hour) => Gate.PlaceOf(record with { Time = TimeAt(hour) }).Community;

    private static RecordTime TimeAt(double hour) => RecordTime.At(Midnight.AddHours(hour), TimeSpan.FromMilliseconds(1));

    private static Assignment At(DateTimeOffset from, string community) =>
        new(from, new Place("d", "s", community), GateKind.Pedestrian, new LocalName("a", "b"));
}
