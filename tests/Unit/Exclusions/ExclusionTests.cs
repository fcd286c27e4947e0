using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Accounts;

namespace Checkpoint.Tests.Unit.Exclusions;

public sealed class ExclusionTests : IDisposable
{
    private const long Start = 1_767_225_600; // 2026-01-01T00:00:00Z

    private const string Community = "230103001001";

    private readonly AccountBench _bench = new();

    private readonly ExclusionBook _book;

    private readonly ExclusionActs _acts;

    public ExclusionTests() => (_book, _acts) = (new ExclusionBook(_bench.Database), new ExclusionActs(_bench.Database, _bench.Audit, _bench.Clock));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Hours_are_excluded_until_they_are_withdrawn_and_both_stay_told()
    {
        var made = Exclude("west", 2, 4)!;
        Assert.Equal(
            ("west", Community, At(2), At(4), "iced over", "tests", _bench.Clock.GetUtcNow(), null),
            (made.Gate, made.Community, made.From, made.To, made.Reason, made.ExcludedBy, made.ExcludedAt, made.WithdrawnAt));
        Assert.Equal([false, true, true, false], Enumerable.Range(1, 4).Select(hour => _book.Of(Start, Start + 86_400).Holds("west", Seconds(hour))));
        Assert.False(_book.Of(Start, Start + 86_400).Holds("east", Seconds(2)));
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(WithdrawalOutcome.Done, _acts.Withdraw(made.Id, "the other door", AccountBench.Tester));
        Assert.True(_book.Of(Start, Start + 86_400).IsEmpty);
        Assert.Equal(
            made with { WithdrawnBy = "tests", WithdrawnAt = _bench.Clock.GetUtcNow(), WithdrawalReason = "the other door" },
            _book.List(Area.Everything, null, long.MaxValue, 10).Single());
        Assert.Equal(WithdrawalOutcome.WithdrawnBefore, _acts.Withdraw(made.Id, "again", AccountBench.Tester));
        Assert.Equal(WithdrawalOutcome.NoSuchExclusion, _acts.Withdraw(made.Id + 1, "none", AccountBench.Tester));
        Assert.Equal(
            [
                (AuditAct.ExclusionWithdrawn, Community, $"exclusion {made.Id} of west, 2026-01-01T02:00Z to 2026-01-01T04:00Z: the other door"),
                (AuditAct.HoursExcluded, Community, $"exclusion {made.Id} of west, 2026-01-01T02:00Z to 2026-01-01T04:00Z: iced over"),
            ],
            _bench.Entries(Area.Everything).Select(entry => (entry.Act, entry.Area, entry.Detail)));
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(1, 3, false)]
    [InlineData(2, 4, false)]
    [InlineData(3, 4, false)]
    [InlineData(1, 6, false)]
    [InlineData(4, 5, true)]
    public void What_is_excluded_already_is_in_the_way_of_its_own_gate_until_it_is_withdrawn(int from, int to, bool may)
    {
        var first = Exclude("west", 2, 4)!;
        Assert.NotNull(Exclude("east", from, to));
        var (made, inTheWay) = _acts.Exclude(Request("west", from, to), AccountBench.Tester);
        Assert.Equal((may, may ? null : first), (made is not null, inTheWay));
        if (may)
            return;
        _acts.Withdraw(first.Id, "too short", AccountBench.Tester);
        Assert.NotNull(Exclude("west", from, to));
    }

    [Fact]
    public void Spans_that_touch_the_time_asked_for_come_whole_and_ascending()
    {
        Exclude("west", 20, 30);
        Exclude("west", 2, 4);
        Exclude("west", 40, 41);
        var hours = _book.Of(Seconds(3), Seconds(40));
        Assert.Equal([new ExcludedSpan(Seconds(2), Seconds(4)), new ExcludedSpan(Seconds(20), Seconds(30))], hours.Of("west"));
        Assert.Equal(["west"], hours.Gates);
        Assert.Empty(hours.Of("east"));
        Assert.True(_book.Of(Seconds(4), Seconds(20)).IsEmpty);
    }

    [Fact]
    public void Lists_go_by_area_gate_and_number()
    {
        foreach (var hour in new[] { 1, 2, 3 })
            Exclude("west", hour, hour + 1);
        Exclude("north", 1, 2, "230103002001");
        Assert.Equal(["north", "west", "west", "west"], Gates(Area.Everything, null));
        Assert.Equal(["north"], Gates(AccountBench.AreaOf("230103002"), null));
        Assert.Equal(["west", "west", "west"], Gates(AccountBench.AreaOf("230103"), "west"));
        var first = _book.List(Area.Everything, null, long.MaxValue, 2);
        Assert.Equal([4L, 3, 2, 1], first.Concat(_book.List(Area.Everything, null, first[^1].Id, 2)).Select(one => one.Id));
        Assert.Equal((AccountBench.AreaOf("230103002001"), null), (_book.AreaOf(4), _book.AreaOf(5)));

        IEnumerable<string> Gates(Area within, string? gate) => _book.List(within, gate, long.MaxValue, 10).Select(one => one.Gate);
    }

    [Fact]
    public void The_database_itself_keeps_what_was_entered()
    {
        var made = Exclude("west", 2, 4)!;
        foreach (var change in new[] { "DELETE FROM exclusion", "UPDATE exclusion SET to_s = to_s + 3600", "UPDATE exclusion SET reason = 'x', withdrawn_us = 1" })
            Assert.Throws<StoreException>(() => _bench.Database.Write(tables => tables.Execute(change)));
        _acts.Withdraw(made.Id, "no", AccountBench.Tester);
        Assert.Throws<StoreException>(() => _bench.Database.Write(tables => tables.Execute("UPDATE exclusion SET withdrawn_us = NULL")));
        Assert.Equal("iced over", _book.Find(made.Id)!.Reason);
    }

    [Fact]
    public void What_can_not_be_audited_is_not_done()
    {
        _bench.Database.Write(tables => tables.Execute("ALTER TABLE audit RENAME TO away"));
        Assert.Throws<StoreException>(() => Exclude("west", 2, 4));
        Assert.Empty(_book.List(Area.Everything, null, long.MaxValue, 10));
    }

    private static long Seconds(int hour) => Start + hour * 3_600;

    private static DateTimeOffset At(int hour) => DateTimeOffset.FromUnixTimeSeconds(Seconds(hour));

    private static ExclusionRequest Request(string gate, int from, int to, string community = Community) =>
        new(GateId.Parse(gate), AccountBench.AreaOf(community), At(from), At(to), "iced over");

    private Exclusion? Exclude(string gate, int from, int to, string community = Community) =>
        _acts.Exclude(Request(gate, from, to, community), AccountBench.Tester).Made;
}
