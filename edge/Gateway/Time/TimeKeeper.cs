using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>
/// Knows the best there is of this boot's wall time, and passes every gain on to the store. The kernel's word is the more
/// precise, and the cloud's the more trustworthy, since it comes over TLS and any time server can be wrong or forged: where
/// the two are apart by more than a cloud's clock can be wrong, the cloud is believed, and the kernel not until they agree.
/// </summary>
public sealed class TimeKeeper : ITimeSink
{
    /// <summary>Cloud and kernel are both right as long as they are no further apart than this and their errors.</summary>
    public static readonly TimeSpan CloudTolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IBoardClock _clock;
    private readonly IWallClock _wall;
    private readonly ITimeStore _store;
    private BootOffset? _best;

    /// <summary>The newest that the cloud has told in this boot.</summary>
    private BootOffset? _told;

    public TimeKeeper(IBoardClock clock, IWallClock wall, ITimeStore store)
    {
        (_clock, _wall, _store) = (clock, wall, store);
        _best = store.OffsetOf(clock.Now.BootId);
        _told = _best is { Quality: ClockQuality.Welcome } ? _best : null;
    }

    public bool WantsWelcome => Quality != ClockQuality.Ntp;

    /// <summary>Where the time is known from.</summary>
    public ClockQuality Quality => Best?.Quality ?? ClockQuality.Unknown;

    /// <summary>Unknown while this boot has not learned it.</summary>
    public RecordTime Now => Best?.TimeAt(_clock.Now.BoottimeMicroseconds) ?? RecordTime.Unknown;

    public DateTimeOffset? ToldNow
    {
        get
        {
            lock (_gate)
                return _told?.TimeAt(_clock.Now.BoottimeMicroseconds).Instant;
        }
    }

    /// <summary>The kernel's clock was not believed when last asked, though the kernel vouches for it.</summary>
    public bool IsKernelDoubted { get; private set; }

    /// <summary>By how much the kernel's clock was ahead of what the cloud had told, when last asked; zero before both are known.</summary>
    public TimeSpan KernelLead { get; private set; }

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
            if (offset.BootId != _clock.Now.BootId || !offset.IsPlausible || !IsBelieved(offset))
                return;
            _best = offset;
        }

        _store.Learn(offset);
    }

    /// <summary>Asks the kernel; to be called every minute or so.</summary>
    public void AskKernel()
    {
        if (_wall.Read() is { } offset)
            Offer(offset);
    }

    private bool IsBelieved(BootOffset offset)
    {
        if (offset.Quality == ClockQuality.Welcome)
        {
            _told = offset;
            if (_best is { Quality: ClockQuality.Ntp } kernels && AreApart(offset, kernels))
                return true;
        }
        else if (_told is { } told)
        {
            IsKernelDoubted = AreApart(offset, told);
            KernelLead = TimeSpan.FromMicroseconds(offset.OffsetMicroseconds - told.OffsetMicroseconds);
            if (IsKernelDoubted)
                return false;
        }

        return offset.Supersedes(_best);
    }

    private static bool AreApart(BootOffset newer, BootOffset known)
    {
        var at = newer.LearnedMicroseconds;
        return Math.Abs(newer.OffsetMicroseconds - known.OffsetMicroseconds)
            > newer.ErrorAt(at) + known.ErrorAt(at) + CloudTolerance.TotalMicroseconds;
    }
}
