using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>What people and disks do to an outbox while it is open.</summary>
public sealed class OutboxMishapTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    private string File => Path.Combine(_bench.Folder, "outbox.db");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_deleted_in_use_is_noticed_and_what_is_appended_then_is_durable()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        var old = _bench.Outbox.Head.Stream;
        System.IO.File.Delete(File);

        await _bench.AppendAsync(Make.Screening());
        _bench.Reopen();
        Assert.NotEqual(old, _bench.Outbox.Head.Stream);
        var kept = await ReadAfterStampingAsync(2);
        Assert.Contains(kept, record => record is GateEvent { Type: GateEventType.OutboxSetAside });
        Assert.Contains(kept, record => record is Screening);
    }

    [Fact]
    public async Task A_file_replaced_in_use_is_kept_under_another_name()
    {
        await _bench.AppendAsync(Make.Screening());
        await System.IO.File.WriteAllTextAsync(File + ".copy", "another");
        System.IO.File.Move(File + ".copy", File, overwrite: true);

        Assert.Equal(2, await _bench.AppendAsync(Make.Screening()));
        Assert.Equal("another", await System.IO.File.ReadAllTextAsync(Path.Combine(_bench.Folder, "outbox.damaged-1.db")));
    }

    [Fact]
    public async Task A_disk_that_fails_while_a_damaged_file_is_set_aside_stops_appends_only_until_it_works()
    {
        var clock = new MishapClock(() => throw new IOException("no space"));
        using var outbox = GateOutbox.Open(_bench.Options, _bench.Board, OutboxBench.Zone(), clock);
        await outbox.AppendAsync([new MadeRecord(Make.Screening(), clock.Now)], CancellationToken.None);
        System.IO.File.Delete(File);
        var made = new MadeRecord(Make.Screening(), clock.Now);
        clock.StrikeAfter(1);

        await Assert.ThrowsAsync<OutboxUnavailableException>(() => outbox.AppendAsync([made], CancellationToken.None));
        Assert.Equal([2], await outbox.AppendAsync([made], CancellationToken.None));
    }

    [Fact]
    public async Task A_file_deleted_while_it_is_opened_is_begun_anew()
    {
        var clock = new MishapClock(() => System.IO.File.Delete(File));
        clock.StrikeAfter(0);
        using var outbox = GateOutbox.Open(_bench.Options, _bench.Board, OutboxBench.Zone(), clock);
        await outbox.AppendAsync([new MadeRecord(Make.Screening(), clock.Now)], CancellationToken.None);
        Assert.True(System.IO.File.Exists(File));
    }

    private async Task<List<GateRecord>> ReadAfterStampingAsync(int count)
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event());
        OutboxBench.WaitFor(() => _bench.ReadAll().Count > count);
        return [.. _bench.ReadAll().Select(row => row.Record)];
    }

    /// <summary>Something happens once, where the outbox asks for the time in the middle of a transaction.</summary>
    private sealed class MishapClock(Action mishap) : IBoardClock
    {
        private readonly ManualBoardClock _clock = new();
        private int _left = int.MaxValue;

        public BoardInstant Now
        {
            get
            {
                if (Interlocked.Decrement(ref _left) == -1)
                    mishap();
                return _clock.Now;
            }
        }

        public void StrikeAfter(int calls) => Interlocked.Exchange(ref _left, calls);
    }
}
