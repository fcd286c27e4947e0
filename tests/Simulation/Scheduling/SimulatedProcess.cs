namespace Checkpoint.Tests.Simulation.Scheduling;

/// <summary>
/// A program that runs in the simulation. Its asynchronous methods go on by way of the event loop; once it is killed they
/// never do, nor do its timers fire: whatever it had begun stays as it was, as after kill -9.
/// </summary>
internal sealed class SimulatedProcess(EventLoop loop, string name, int number) : SynchronizationContext
{
    private volatile bool _isAlive = true;

    public EventLoop Loop => loop;

    public string Name => name;

    /// <summary>From 1, in the order in which processes were started.</summary>
    public int Number => number;

    public bool IsAlive => _isAlive;

    public void Kill() => _isAlive = false;

    /// <remarks>What a dead process left behind may still post, from the finalizers' thread too: nothing comes of it.</remarks>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (_isAlive)
            Schedule(loop.Now, () => d(state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a simulated process waits for nobody");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Work of this process, in its own context.</summary>
    public ScheduledEvent Schedule(long at, Action work) => loop.Schedule(this, at, () => In(this, work));

    /// <summary>
    /// Work of this process as on a thread of the system's, which knows no context: those who are told something by it go on
    /// later, each in its own turn.
    /// </summary>
    public ScheduledEvent ScheduleBare(long at, Action work) => loop.Schedule(this, at, () => In(null, work));

    /// <summary>For ports: throws unless it is this process that calls, alive, on the simulation's thread.</summary>
    public void RequireRunning()
    {
        loop.RequireThread();
        if (loop.Running != this || !IsAlive)
            throw new InvalidOperationException($"{name}: a port is used while {loop.Running?.Name ?? "the world"} runs");
    }

    private static void In(SynchronizationContext? context, Action work)
    {
        var before = Current;
        SetSynchronizationContext(context);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
