using System.Collections.Concurrent;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>Runs what is begun on it, and all that goes on from there, on one thread; one can wait until that has nothing to do.</summary>
internal sealed class OwnThread : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly Thread _thread;
    private long _unfinished;

    public OwnThread()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "virtual time" };
        _thread.Start();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _unfinished);
        _work.Add((d, state));
    }

    public Task Run(Func<Task> work)
    {
        var running = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => running.SetResult(work()), null);
        return running.Task.Unwrap();
    }

    public void WaitUntilIdle() => Assert.True(
        SpinWait.SpinUntil(() => Interlocked.Read(ref _unfinished) == 0, Deadline), "there is always something to do");

    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _work.GetConsumingEnumerable())
        {
            callback(state);
            Interlocked.Decrement(ref _unfinished);
        }
    }
}
