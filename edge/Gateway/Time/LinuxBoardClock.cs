using System.Runtime.InteropServices;

namespace Checkpoint.Gateway.Time;

/// <summary>CLOCK_BOOTTIME and the boot id of the Linux kernel.</summary>
public sealed class LinuxBoardClock : IBoardClock
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    private readonly Guid _bootId = Guid.Parse(File.ReadAllText(BootIdFile).AsSpan().Trim());

    public BoardInstant Now => new(_bootId, LinuxClocks.Microseconds(LinuxClocks.Boottime));
}

/// <summary>clock_gettime(2) for the two clocks used here; both ids are the same on every architecture.</summary>
internal static partial class LinuxClocks
{
    public const int Realtime = 0;

    public const int Boottime = 7;

    public static long Microseconds(int clock)
    {
        if (GetTime(clock, out var time) != 0)
            throw new InvalidOperationException($"clock_gettime({clock}): error {Marshal.GetLastPInvokeError()}");
        return (long)time.Seconds * 1_000_000 + time.Nanoseconds / 1000;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>struct timespec: two C longs (64-bit boards; a 32-bit libc with 64-bit time would differ).</summary>
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
