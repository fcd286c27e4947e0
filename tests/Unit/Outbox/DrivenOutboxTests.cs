using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Tests.Unit.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>An outbox without a thread of its own, as a simulation drives it.</summary>
public sealed class DrivenOutboxTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualBoardClock _clock = new();
    private readonly List<bool> _waits = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_durable_before_the_turn_and_all_that_waited_is_after_it()
    {
        using var outbox = Open();
        while (outbox.Turn())
        {
        }

        _waits.Clear();
        var appends = Enumerable.Range(0, 3).Select(_ => Append(outbox)).ToList();
        outbox.Settle(outbox.Head.Stream, [new SeqRange(1, 1)], []);
        Assert.Equal([false, false, false, true], _waits);
        Assert.DoesNotContain(appends, append => append.IsCompleted);
        Assert.Equal(0, outbox.Head.MadeThrough);

        Assert.True(outbox.Turn());
        Assert.Equal([1L, 2, 3], appends.Select(append => append.Result[0]));
        Assert.Equal(2, outbox.Depth);
        Assert.False(outbox.Turn());
    }

    [Fact]
    public void Those_who_wait_go_on_in_their_own_context_and_not_inside_the_turn()
    {
        using var outbox = Open();
        var context = new PostedWork();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var went = false;
            var waiting = WaitAsync();
            async Task WaitAsync()
            {
                await outbox.WelcomeAsync(outbox.Head.Stream, 0, null, new CancellationTokenSource().Token);
                went = true;
            }

            Assert.True(outbox.Turn());
            Assert.False(went);
            context.RunAll();
            Assert.True(waiting.IsCompletedSuccessfully);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void What_waits_when_it_is_abandoned_is_neither_done_nor_answered()
    {
        var outbox = Open();
        var append = Append(outbox);
        outbox.Abandon();
        Assert.False(append.IsCompleted);
        using var again = Open();
        Assert.Equal(0, again.Head.MadeThrough);
    }

    [Fact]
    public void Streams_come_from_the_platform()
    {
        using var outbox = Open();
        Assert.Equal(new StreamId(77), outbox.Head.Stream);
    }

    private Task<IReadOnlyList<long>> Append(GateOutbox outbox) =>
        outbox.AppendAsync([new MadeRecord(Make.Event(GateEventType.DoorOpened), _clock.Now)], CancellationToken.None);

    private GateOutbox Open() => GateOutbox.Open(
        new OutboxOptions { Folder = _folder.Path },
        "board-1",
        OutboxBench.Zone(),
        _clock,
        new OutboxPlatform { WorkWaits = _waits.Add, NewStream = () => new StreamId(77) });

    private sealed class PostedWork : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Work, object? State)> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

        public void RunAll()
        {
            while (_posted.TryDequeue(out var posted))
                posted.Work(posted.State);
        }
    }
}
