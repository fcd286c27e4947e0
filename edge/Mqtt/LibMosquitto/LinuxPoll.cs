using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>epoll(7), eventfd(2) and the socket options that the loop needs.</summary>
internal static unsafe partial class LinuxPoll
{
    public const uint In = 0x1;
    public const uint Out = 0x4;
    public const uint Error = 0x8;

    public const int Add = 1;
    public const int Modify = 3;

    public const int ErrnoAgain = 11;

    private const int ErrnoInterrupted = 4;
    private const int CloseOnExec = 0x80000; // EPOLL_CLOEXEC, EFD_CLOEXEC
    private const int NonBlocking = 0x800; // EFD_NONBLOCK
    private const int SolSocket = 1;
    private const int SoError = 4;
    private const int IpProtoTcp = 6;
    private const int TcpCork = 3;
    private const int TcpQuickAck = 12;

    /// <summary>struct epoll_event is packed on x86 only; elsewhere its 64-bit part is aligned.</summary>
    private static readonly int DataOffset =
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;

    public static int EventSize => DataOffset + sizeof(ulong);

    public static uint EventsOf(byte* polled) => *(uint*)polled;

    public static ulong DataOf(byte* polled) => *(ulong*)(polled + DataOffset);

    public static int CreatePoll() => Require(epoll_create1(CloseOnExec), "epoll_create1");

    public static int CreateWakeUp() => Require(eventfd(0, CloseOnExec | NonBlocking), "eventfd");

    public static void Control(int poll, int operation, int descriptor, uint events, ulong data)
    {
        byte* registration = stackalloc byte[EventSize];
        *(uint*)registration = events;
        *(ulong*)(registration + DataOffset) = data;
        Require(epoll_ctl(poll, operation, descriptor, registration), "epoll_ctl");
    }

    /// <returns>How many events were written; 0 after the timeout or a signal.</returns>
    public static int Wait(int poll, byte* events, int eventsAtMost, int timeoutMs)
    {
        int count = epoll_wait(poll, events, eventsAtMost, timeoutMs);
        return count < 0 && Marshal.GetLastPInvokeError() == ErrnoInterrupted ? 0 : Require(count, "epoll_wait");
    }

    public static void WakeUp(int eventDescriptor)
    {
        ulong one = 1;
        _ = write(eventDescriptor, (byte*)&one, sizeof(ulong)); // fails only if already signalled 2^64 times
    }

    public static void Acknowledge(int eventDescriptor)
    {
        ulong count;
        _ = read(eventDescriptor, (byte*)&count, sizeof(ulong));
    }

    /// <summary>Finer than Thread.Sleep, which rounds to milliseconds. For less than a second.</summary>
    public static void Sleep(TimeSpan time)
    {
        nint* timespec = stackalloc nint[2]; // struct timespec: seconds and nanoseconds, a machine word each
        (timespec[0], timespec[1]) = (0, (nint)(time.Ticks * TimeSpan.NanosecondsPerTick));
        _ = nanosleep(timespec, null);
    }

    public static void Close(int descriptor) => _ = close(descriptor);

    /// <summary>The error pending on a socket (SO_ERROR), which it clears.</summary>
    public static int PendingError(int socket)
    {
        int error = 0;
        uint length = sizeof(int);
        return getsockopt(socket, SolSocket, SoError, &error, &length) == 0 ? error : 0;
    }

    /// <summary>While corked, small writes join into full segments; uncorking sends what is left at once (tcp(7)).</summary>
    public static void Cork(int socket, bool corked)
    {
        int value = corked ? 1 : 0;
        _ = setsockopt(socket, IpProtoTcp, TcpCork, &value, sizeof(int));
    }

    /// <summary>
    /// The next acknowledgement waits for up to 40 ms, so that one does for all that comes by then; after a pause of more
    /// than a round trip or so, TCP would send one at once for each packet. Holds until it has waited in vain (tcp(7)).
    /// </summary>
    public static void DelayAcknowledgement(int socket)
    {
        int quick = 0;
        _ = setsockopt(socket, IpProtoTcp, TcpQuickAck, &quick, sizeof(int));
    }

    /// <summary>Where this thread's errno is: an address that stays good for the thread's life.</summary>
    public static int* ErrnoOfThisThread() => __errno_location();

    private static int Require(int result, string call) => result >= 0
        ? result
        : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int poll, int operation, int descriptor, byte* registration);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int poll, byte* events, int eventsAtMost, int timeoutMs);

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc")]
    private static partial int nanosleep(nint* time, nint* left);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int getsockopt(int socket, int level, int option, int* value, uint* length);

    [LibraryImport("libc")]
    private static partial int setsockopt(int socket, int level, int option, int* value, uint length);

    [LibraryImport("libc")]
    private static partial int* __errno_location();
}
