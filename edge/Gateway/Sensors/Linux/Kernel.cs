using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>The few system calls that character devices need and .NET has no method for.</summary>
internal static unsafe partial class Kernel
{
    public const int InterruptedCall = 4;
    public const int NoSuchDeviceOrAddress = 6;
    public const int RemoteIo = 121;
    public const int TimedOut = 110;
    public const int Monotonic = 1;
    public const int Boottime = 7;
    public const short ReadyToRead = 1;

    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;

    /// <exception cref="LineUnavailableException">With the path and the system's reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        var descriptor = Open(path, ReadWrite | CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new LineUnavailableException($"{path}: {LastError()}");
    }

    public static string LastError() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    /// <summary>Nanoseconds of one of the kernel's clocks.</summary>
    public static long Clock(int clock)
    {
        Timespec now;
        return ClockGetTime(clock, &now) == 0
            ? (now.Seconds * 1_000_000_000L) + now.Nanoseconds
            : throw new IOException($"clock {clock}: {LastError()}");
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoControl(SafeFileHandle handle, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle handle, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ClockGetTime(int clock, Timespec* now);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        public int Descriptor;
        public short Asked;
        public short Got;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
