using System.Runtime.InteropServices;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>Tells the kernel that its clock is right, as a time daemon would: the machine has the clock of the one it runs on.</summary>
internal static partial class KernelClock
{
    /// <summary>ADJ_MAXERROR and ADJ_STATUS (linux/timex.h).</summary>
    private const uint MaxErrorAndStatus = 0x0004 | 0x0010;

    private const long MaxErrorMicroseconds = 10_000;

    /// <exception cref="InvalidOperationException">The kernel refuses.</exception>
    public static void CallItRight()
    {
        var change = new Timex { Modes = MaxErrorAndStatus, MaxErrorMicroseconds = MaxErrorMicroseconds };
        if (Adjust(ref change) < 0)
            throw new InvalidOperationException($"adjtimex: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int Adjust(ref Timex change);

    /// <summary>struct timex of 64-bit Linux: the fields set here, status 0 among them, and room for the rest.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Timex
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(24)]
        public long MaxErrorMicroseconds;
    }
}
