using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Simulation.Plans;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>
/// One boot of a gate's board: a crystal that is fast or slow, and a wall clock that is wrong until a time server sets it. Its
/// kernel says which of the two it is.
/// </summary>
internal sealed class SimulatedBoard
{
    /// <summary>What a time server over a mobile network leaves a clock wrong by, microseconds.</summary>
    private const int MostSynchronisedError = 15_000;

    /// <summary>The kernel's bound on it right after, microseconds.</summary>
    private const long SynchronisedBound = 20_000;

    /// <summary>NTP_PHASE_LIMIT of the kernel: what it says of a clock that nobody disciplines, however wrong that is.</summary>
    private const long UnsynchronisedBound = 16_000_000;

    private readonly EventLoop _loop;
    private readonly long _began;
    private readonly long _epoch;
    private readonly GatePlan _plan;
    private readonly Random _random;
    private long _wallError;
    private bool _isSynchronised;
    private int _unsynchronised;

    /// <param name="epoch">Microseconds since 1970 UTC when the world began.</param>
    public SimulatedBoard(EventLoop loop, GatePlan plan, long epoch, Random random)
    {
        (_loop, _plan, _epoch, _random, _began) = (loop, plan, epoch, random, loop.Now);
        var id = new byte[16];
        random.NextBytes(id);
        BootId = new Guid(id);
        _wallError = (long)plan.WallError.TotalMicroseconds;
        Synchronise();
    }

    public Guid BootId { get; }

    public long Rate => _plan.ClockRate;

    /// <summary>CLOCK_BOOTTIME.</summary>
    public long Boottime => ProcessClock.Elapsed(_loop.Now - _began, Rate);

    /// <summary>Virtual time at which it was powered on.</summary>
    public long Began => _began;

    /// <summary>What its wall clock shows, microseconds since 1970 UTC.</summary>
    public long Wall => _epoch + _loop.Now + _wallError;

    /// <summary>Virtual time of a moment of this boot.</summary>
    public long TrueTimeOf(long boottime) => _began + boottime - (long)((Int128)boottime * Rate / (1_000_000_000 + Rate));

    /// <summary>As its kernel has it; whether that is to be believed is for the gateway to say.</summary>
    public KernelTime ReadKernel() => _isSynchronised
        ? new KernelTime(0, 0, SynchronisedBound, new BoardInstant(BootId, Boottime), Wall, Boottime)
        : new KernelTime(KernelTime.TimeError, KernelTime.StatusUnsynchronised, UnsynchronisedBound, new BoardInstant(BootId, Boottime), Wall, Boottime);

    /// <summary>Someone sets it; the kernel then calls it unsynchronised, until a time server comes by again.</summary>
    public void Step(long microseconds)
    {
        _wallError += microseconds;
        _isSynchronised = false;
    }

    public void Unsynchronise()
    {
        _unsynchronised++;
        _isSynchronised = false;
    }

    public void AllowSynchronising()
    {
        if (--_unsynchronised == 0)
            Synchronise();
    }

    private void Synchronise()
    {
        if (_plan.SynchronisedAfter is { } after)
            _loop.After((long)after.TotalMicroseconds, SetByServer);
    }

    private void SetByServer()
    {
        if (_unsynchronised > 0)
            return;
        _wallError = _random.Next(-MostSynchronisedError, MostSynchronisedError + 1);
        _isSynchronised = true;
    }
}
