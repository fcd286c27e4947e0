using System.Runtime.InteropServices;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>
/// CLOCK_REALTIME with the kernel's own word on it: ntp_adjtime(3) says whether some daemon (systemd-timesyncd, chrony,
/// ntpd) disciplines it, and the largest error it may have, which the kernel lets grow by 500 ppm between corrections.
/// </summary>
public sealed partial class LinuxWallClock(IBoardClock board) : IWallClock
{
    private const int TimeError = 5;

    private const int StatusUnsynchronised = 0x0040;

    public BootOffset? Read()
    {
        // The layout below is that of 64-bit Linux; elsewhere the welcome is the only source.
        if (IntPtr.Size != 8)
            return null;
        var state = default(Timex);
        var result = Adjust(ref state);
        if (result is < 0 or TimeError || (state.Status & StatusUnsynchronised) != 0)
            return null;
        return Offset(state.MaxErrorMicroseconds);
    }

    private BootOffset Offset(long maxErrorMicroseconds)
    {
        var before = board.Now;
        var wall = LinuxClocks.Microseconds(LinuxClocks.Realtime);
        var between = board.Now.BoottimeMicroseconds - before.BoottimeMicroseconds;
        var middle = before.BoottimeMicroseconds + between / 2;
        return new BootOffset(before.BootId, wall - middle, maxErrorMicroseconds + between, middle, ClockQuality.Ntp);
    }

    [LibraryImport("libc", EntryPoint = "ntp_adjtime")]
    private static partial int Adjust(ref Timex state);

    /// <summary>struct timex, linux/timex.h: the fields read here, and room for the rest.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Timex
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(24)]
        public long MaxErrorMicroseconds;

        [FieldOffset(40)]
        public int Status;
    }
}
