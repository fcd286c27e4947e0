using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Tests.Unit.Accounts;

namespace Checkpoint.Tests.Unit.Auditing;

public sealed class AuditLogTests : IDisposable
{
    private readonly AccountBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_look_is_there_from_its_beginning_and_told_how_it_ended()
    {
        var look = Begin("230103001001", "/api/v1/screenings?gate=x");
        Assert.Equal((null, null), (_bench.Entries(Area.Everything)[0].Status, _bench.Entries(Area.Everything)[0].Rows));
        look.Count(100);
        look.Count(7);
        _bench.Audit.End(look, 200);
        var entry = _bench.Entries(Area.Everything).Single();
        Assert.Equal((AuditAct.Looked, "tests", "192.0.2.1", "230103001001", "/api/v1/screenings?gate=x"), (entry.Act, entry.Who, entry.Address, entry.Area, entry.Detail));
        Assert.Equal((200, 107L), (entry.Status, entry.Rows));
    }

    [Theory]
    [InlineData("230103001001", 1)]
    [InlineData("230103001", 2)]
    [InlineData("230103", 3)]
    [InlineData("230104", 0)]
    public void Whoever_administers_an_area_reads_what_concerns_it_and_what_lies_in_it(string within, int lines)
    {
        foreach (var area in new[] { "230103001001", "230103001002", "230103002001" })
            Begin(area, "look");
        _bench.Audit.Begin(new Act(AuditAct.Looked, AccountBench.Tester, Area.Everything, "all"));
        Assert.Equal(lines, _bench.Entries(AccountBench.AreaOf(within)).Count);
        Assert.Equal(4, _bench.Entries(Area.Everything).Count);
    }

    [Fact]
    public void It_is_read_in_pages_by_time_and_by_who()
    {
        for (var i = 0; i < 5; i++)
        {
            Begin("230103001001", $"look {i}");
            _bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        var start = _bench.Clock.GetUtcNow() - TimeSpan.FromHours(5);
        var query = new AuditQuery(Area.Everything, start, start.AddHours(4), "tests", long.MaxValue, 3);
        var first = _bench.Audit.List(query);
        var second = _bench.Audit.List(query with { Before = first[^1].Id });
        Assert.Equal(["look 3", "look 2", "look 1", "look 0"], first.Concat(second).Select(entry => entry.Detail));
        Assert.Empty(_bench.Audit.List(query with { Who = "somebody" }));
    }

    [Fact]
    public void What_is_older_than_the_retention_goes_and_that_it_went_is_recorded()
    {
        for (var i = 0; i < 3; i++)
        {
            Begin("230103001001", $"look {i}");
            _bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(1, _bench.Audit.Prune(TimeSpan.FromDays(2)));
        Assert.Equal(["1 lines", "look 2", "look 1"], _bench.Entries(Area.Everything).Select(entry => entry.Detail));
        Assert.Equal(0, _bench.Audit.Prune(TimeSpan.FromDays(2)));
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_go()
    {
        for (var i = 0; i < 20; i++)
            Begin("230103001001", $"look {i}");
        Assert.Equal(15, _bench.Audit.Prune(TimeSpan.FromDays(1), most: 5));
        Assert.Equal(["15 lines", "look 19", "look 18", "look 17", "look 16", "look 15"], _bench.Entries(Area.Everything).Select(entry => entry.Detail));
    }

    [Fact]
    public void What_can_t_be_recorded_is_told()
    {
        _bench.Database.Write(transaction => transaction.Execute("DROP TABLE audit"));
        Assert.Throws<StoreException>(() => Begin("230103001001", "look"));
    }

    [Fact]
    public void A_long_query_is_cut()
    {
        Begin("230103001001", new string('x', 10_000));
        Assert.Equal(AuditLog.MaxDetail, _bench.Entries(Area.Everything).Single().Detail.Length);
    }

    private Look Begin(string area, string detail) =>
        _bench.Audit.Begin(new Act(AuditAct.Looked, AccountBench.Tester, AccountBench.AreaOf(area), detail));
}
