using System.Runtime.InteropServices;

namespace Checkpoint.Gateway.Time;

/// <summary>
/// CLOCK_REALTIME with the kernel's own word on it: ntp_adjtime(3) says whether some daemon (systemd-timesyncd, chrony,
/// ntpd) disciplines it, and the largest error it may have.
/// </summary>
public sealed partial class LinuxWallClock(IBoardClock board) : IWallClock
{
    public BootOffset? Read()
    {
        // The layout below is that of 64-bit Linux; elsewhere the welcome is the only source.
        if (IntPtr.Size != 8)
            return null;
        var state = default(Timex);
        var result = Adjust(ref state);
        var before = board.Now;
        var wall = LinuxClocks.Microseconds(LinuxClocks.Realtime);
        return new KernelTime(result, state.Status, state.MaxErrorMicroseconds, before, wall, board.Now.BoottimeMicroseconds).ToOffset();
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
