using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>Knows the best there is of this boot's wall time, and passes every gain on to the store.</summary>
public sealed class TimeKeeper(IBoardClock clock, IWallClock wall, ITimeStore store) : ITimeSink
{
    private readonly Lock _gate = new();
    private BootOffset? _best = store.OffsetOf(clock.Now.BootId);

    public bool WantsWelcome => Quality != ClockQuality.Ntp;

    /// <summary>Where the time is known from.</summary>
    public ClockQuality Quality => Best?.Quality ?? ClockQuality.Unknown;

    /// <summary>Unknown while this boot has not learned it.</summary>
    public RecordTime Now => Best?.TimeAt(clock.Now.BoottimeMicroseconds) ?? RecordTime.Unknown;

    private BootOffset? Best
    {
        get
        {
            lock (_gate)
                return _best;
        }
    }

    public void Offer(BootOffset offset)
    {
        lock (_gate)
        {
            if (offset.BootId != clock.Now.BootId || !offset.Supersedes(_best))
                return;
            _best = offset;
        }

        store.Learn(offset);
    }

    /// <summary>Asks the kernel; to be called every minute or so.</summary>
    public void AskKernel()
    {
        if (wall.Read() is { } offset)
            Offer(offset);
    }
}
