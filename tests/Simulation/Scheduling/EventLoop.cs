using System.Collections.Concurrent;

namespace Checkpoint.Tests.Simulation.Scheduling;

/// <summary>
/// All that happens, one thing after another, in virtual time: microseconds since the world began. What is due at the same
/// moment comes in an order that the seed decides. For the thread that made it alone.
/// </summary>
internal sealed class EventLoop
{
    /// <summary>So many events in one and the same microsecond are a loop that never ends.</summary>
    private const int MostAtOnce = 200_000;

    private readonly PriorityQueue<ScheduledEvent, EventKey> _due = new();
    private readonly Random _order;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly ConcurrentQueue<string> _escapes = new();
    private long _number;
    private int _atOnce;
    private ulong _hash = 14695981039346656037; // FNV-1a

    public EventLoop(int seed) => _order = new Random(seed);

    /// <summary>Microseconds since the world began.</summary>
    public long Now { get; private set; }

    /// <summary>Of all that has happened so far, and of what the ports noted: equal for equal runs.</summary>
    public ulong TraceHash => _hash;

    public long Events { get; private set; }

    /// <summary>Gets a line for what is worth reading in a replay; null for none.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>An exception that nobody took: of a process, or (null) of the simulation itself.</summary>
    public Action<SimulatedProcess?, Exception> Crashed { get; set; } = (_, fault) => throw new InvalidOperationException("event failed", fault);

    /// <summary>Whose event is being run; null for the world's own.</summary>
    public SimulatedProcess? Running { get; private set; }

    /// <summary>Uses of the simulation from another thread: what they did is not repeatable.</summary>
    public IReadOnlyCollection<string> Escapes => _escapes;

    public ScheduledEvent Schedule(SimulatedProcess? process, long at, Action work)
    {
        var scheduled = new ScheduledEvent(process, work);
        if (Environment.CurrentManagedThreadId != _thread)
        {
            NoteEscape();
            return scheduled;
        }

        _due.Enqueue(scheduled, new EventKey(Math.Max(at, Now), (uint)_order.Next(), _number++));
        return scheduled;
    }

    /// <summary>An event of the world's own.</summary>
    public ScheduledEvent After(long microseconds, Action work) => Schedule(null, Now + microseconds, work);

    /// <summary>For ports: throws where production code has left the thread that all is simulated on.</summary>
    public void RequireThread()
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return;
        NoteEscape();
        throw new InvalidOperationException("used from another thread than the simulation's");
    }

    /// <summary>Lets the trace's hash depend on this.</summary>
    public void Mix(long value)
    {
        for (var shift = 0; shift < 64; shift += 8)
            _hash = (_hash ^ (byte)(value >> shift)) * 1099511628211;
    }

    /// <summary>A line for the replay.</summary>
    public void Tell(string what) => Trace?.Invoke($"{TimeSpan.FromMicroseconds(Now):d\\.hh\\:mm\\:ss\\.ffffff} {what}");

    /// <summary>Runs all that is due up to this moment.</summary>
    public void RunUntil(long moment)
    {
        while (_due.TryPeek(out _, out var key) && key.At <= moment)
        {
            var next = _due.Dequeue();
            if (next.IsCancelled || next.Process is { IsAlive: false })
                continue;
            Advance(key.At);
            Run(next);
        }

        Now = Math.Max(Now, moment);
    }

    private void Advance(long at)
    {
        _atOnce = at == Now ? _atOnce + 1 : 0;
        if (_atOnce > MostAtOnce)
            throw new InvalidOperationException($"{MostAtOnce} events at {at} µs: something goes round in circles");
        Now = at;
    }

    private void Run(ScheduledEvent next)
    {
        Events++;
        Mix(Now);
        Mix(next.Process?.Number ?? 0);
        Running = next.Process;
        try
        {
            next.Work();
        }
        catch (Exception fault)
        {
            Crashed(next.Process, fault);
        }
        finally
        {
            Running = null;
        }
    }

    private void NoteEscape() => _escapes.Enqueue(Environment.StackTrace);

    private readonly record struct EventKey(long At, uint Tie, long Number) : IComparable<EventKey>
    {
        public int CompareTo(EventKey other)
        {
            if (At != other.At)
                return At < other.At ? -1 : 1;
            return Tie != other.Tie ? Tie.CompareTo(other.Tie) : Number.CompareTo(other.Number);
        }
    }
}
