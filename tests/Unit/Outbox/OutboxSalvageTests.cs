using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>What a damaged file leaves to be counted.</summary>
public sealed class OutboxSalvageTests : IDisposable
{
    private readonly DiskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_screening_that_was_delivered_before_its_minute_was_counted_is_counted_all_the_same()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(40);
        CloseMinute();
        Append(20);
        _bench.Deliver(new SeqRange(1, 40), new SeqRange(42, 50));
        SpoilPages("unstamped");
        Damage();
        CloseMinute();
        Assert.Equal(60, Counted());
        Assert.EndsWith("; 12 pending taken over, 0 lost", Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void How_many_of_them_can_not_be_read_any_more_is_told()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(10);
        CloseMinute();
        Append(290);
        _bench.Deliver(new SeqRange(1, 10), new SeqRange(12, 300));
        _bench.Close();
        for (var offset = 20 * 1024; offset < 22 * 1024; offset++)
            _bench.Disk.Flip(DiskBench.File, offset, 0xA5);
        Damage();
        CloseMinute();
        var told = int.Parse(Report().Split("; ")[^1].Split(' ')[0], null);
        Assert.InRange(told, 5, 60);
        Assert.Equal(300 - told, Counted());
    }

    [Fact]
    public void Counts_that_can_not_be_read_are_told_as_lost()
    {
        _bench.LearnTime(OutboxBench.Noon);
        Append(40);
        _ = _bench.Outbox.AddServiceAsync(_bench.Clock.Now, _bench.Clock.Now, additionsToo: false);
        _bench.Settle();
        SpoilPages("tallies");
        Damage();
        Assert.EndsWith("; 40 pending taken over, 0 lost; up to 5 min of counts lost", Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void Time_in_service_of_a_boot_that_never_learned_the_time_is_taken_over()
    {
        Append(1);
        var from = _bench.Clock.Now;
        _bench.Clock.Advance(TimeSpan.FromMinutes(7));
        Append(1);
        _ = _bench.Outbox.AddServiceAsync(from, _bench.Clock.Now, additionsToo: false);
        _bench.Settle();
        SpoilPages("settled");
        _bench.LearnTime(OutboxBench.Noon);
        Damage();
        CloseMinute();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        CloseMinute();
        var hours = _bench.ReadAll().Select(row => row.Record).OfType<Summary>().Where(summary => summary.Span == SummarySpan.Hour);
        Assert.Equal(7 * 60, hours.Sum(hour => hour.InServiceSeconds));
    }

    private void Append(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.NotNull(_bench.Append(Make.Screening()));
    }

    private void CloseMinute()
    {
        _ = _bench.Outbox.AddServiceAsync(_bench.Clock.Now, _bench.Clock.Now, additionsToo: true);
        _bench.Settle();
    }

    /// <summary>By the hours, in whatever stream.</summary>
    private int Counted() => _bench.ReadAll().Select(row => row.Record).OfType<Summary>()
        .Where(summary => summary.Span == SummarySpan.Hour).Sum(summary => summary.Normal);

    private string Report() => Assert.Single(
        _bench.ReadAll().Select(row => row.Record).OfType<GateEvent>(), happening => happening.Type == GateEventType.OutboxSetAside).Detail;

    private void SpoilPages(string table)
    {
        var page = _bench.Number($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
        _bench.Close();
        for (var offset = (page - 1) * 1024; offset < page * 1024; offset++)
            _bench.Disk.Flip(DiskBench.File, offset, 0xA5);
    }

    /// <summary>Lets whoever reads or writes find the damage, and the outbox get over it.</summary>
    private void Damage()
    {
        for (var i = 0; i < 5 && !_bench.Disk.Exists("/card/outbox.damaged-1.db"); i++)
        {
            _ = _bench.ReadAll();
            CloseMinute();
        }

        Assert.True(_bench.Disk.Exists("/card/outbox.damaged-1.db"));
    }
}
