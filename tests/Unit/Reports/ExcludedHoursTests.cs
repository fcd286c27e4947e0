using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Reports;

/// <summary>Hours of a faulty thermometer in reports: out of what is now known, and told; what was issued stays.</summary>
public sealed class ExcludedHoursTests : IDisposable
{
    private static readonly ReportDay Day = ReportBench.Day;

    private readonly ReportBench _bench = new();

    private ExclusionActs Acts => new(_bench.Database, new AuditLog(_bench.Database, _bench.Clock), _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Excluded_hours_are_left_out_of_what_is_now_known_told_with_the_gate_and_counted_again_when_withdrawn()
    {
        await _bench.TellAllAsync(Day, normal: 2, fever: 1);
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        var issued = _bench.Book.Document("230103", Day.Date, 1)!;
        var exclusion = Exclude("west", 8, 10);
        var now = await NowAsync();
        var line = now.Gates.Single(gate => gate.Gate == "west");
        Assert.Equal((GateReportState.Partial, 22L, 66L), (line.State, line.Counts!.ScreenedFevers, line.Counts.Persons));
        Assert.Equal((At(8), At(10)), (line.ExcludedHours.Single().From, line.ExcludedHours.Single().To));
        Assert.Empty(line.SilentHours.Concat(line.OutOfServiceHours));
        Assert.Equal((70L, false), (now.Total!.ScreenedFevers, now.Coverage.Complete));
        Assert.Equal(issued, _bench.Book.Document("230103", Day.Date, 1));
        var before = ReportJson.Read<IssueDocument>(issued).Report;
        Assert.Equal(("west", -2L), (ReportChanges.Between(before, now).Gates.Single().Gate, ReportChanges.Between(before, now).Difference!.ScreenedFevers));
        Acts.Withdraw(exclusion, "the other door", new Actor("sun", ""));
        Assert.False(ReportChanges.Between(before, await NowAsync()).Changed);
    }

    [Fact]
    public async Task A_gate_whose_whole_day_is_excluded_is_neither_zero_nor_silent_and_no_zero_is_claimed()
    {
        await _bench.TellAllAsync(Day, normal: 2);
        Assert.True((await NowAsync()).Zero.Claimed);
        Exclude("west", 0, 24);
        var now = await NowAsync();
        var line = now.Gates.Single(gate => gate.Gate == "west");
        Assert.Equal((GateReportState.Partial, null, 0), (line.State, line.Counts, line.SilentHours.Count));
        Assert.Equal((false, 96L), (now.Zero.Claimed, now.Total!.Persons));
    }

    [Fact]
    public async Task Excluded_hours_of_which_nothing_came_are_excluded_and_the_others_silent()
    {
        await _bench.TellAsync("west", ReportScene.West, Day, hour => hour < 6, normal: 1);
        Exclude("west", 5, 8);
        var line = (await NowAsync()).Gates.Single(gate => gate.Gate == "west");
        Assert.Equal((At(5), At(8), At(8), At(24)), (line.ExcludedHours.Single().From, line.ExcludedHours.Single().To, line.SilentHours.Single().From, line.SilentHours.Single().To));
        Assert.Equal(5, line.Counts!.Persons);
    }

    private static DateTimeOffset At(int hour) => Day.At(Day.StartSeconds + hour * ReportDay.HourSeconds);

    private long Exclude(string gate, int from, int to) => Acts.Exclude(
        new ExclusionRequest(GateId.Parse(gate), Area.TryParse(ReportScene.West, out var west) ? west : default, At(from), At(to), "iced over"), new Actor("sun", "")).Made!.Id;

    private async Task<DailyReport> NowAsync() => (await _bench.Desk.NowAsync(ReportBench.District, Day, CancellationToken.None)).Report;
}
