using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>What the kernel says of its wall clock, read between two readings of the board's own clock.</summary>
/// <param name="State">What ntp_adjtime(3) returned; below 0 for a failure.</param>
/// <param name="Status">The bits of timex.status.</param>
/// <param name="MaxErrorMicroseconds">timex.maxerror: the largest error, which the kernel lets grow by 500 ppm between corrections.</param>
/// <param name="Before">Just before the wall clock was read.</param>
/// <param name="WallMicroseconds">CLOCK_REALTIME, microseconds since 1970 UTC.</param>
/// <param name="AfterMicroseconds">CLOCK_BOOTTIME just after.</param>
public readonly record struct KernelTime(
    int State, int Status, long MaxErrorMicroseconds, BoardInstant Before, long WallMicroseconds, long AfterMicroseconds)
{
    /// <summary>TIME_ERROR of linux/timex.h: not synchronised.</summary>
    public const int TimeError = 5;

    /// <summary>STA_UNSYNC of linux/timex.h.</summary>
    public const int StatusUnsynchronised = 0x0040;

    /// <summary>This boot's wall time by it; null while no daemon disciplines the clock.</summary>
    public BootOffset? ToOffset()
    {
        if (State is < 0 or TimeError || (Status & StatusUnsynchronised) != 0)
            return null;
        var between = AfterMicroseconds - Before.BoottimeMicroseconds;
        var middle = Before.BoottimeMicroseconds + between / 2;
        return new BootOffset(Before.BootId, WallMicroseconds - middle, MaxErrorMicroseconds + between, middle, ClockQuality.Ntp);
    }
}
