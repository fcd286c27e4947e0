using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>
/// Edge events of one request. The kernel stamps them with CLOCK_MONOTONIC, which stands still in suspend; records use
/// CLOCK_BOOTTIME, so the difference of the two is measured at each reading.
/// </summary>
internal sealed class LinuxInputLines(SafeFileHandle request, int[] offsets) : IInputLines
{
    private const int EventsAtOnce = 64;

    /// <summary>Interrupt threads are real-time threads: one that is later than this was not woken.</summary>
    private static readonly TimeSpan LatestThread = TimeSpan.FromMilliseconds(5);

    private readonly GpioEvent[] _events = new GpioEvent[EventsAtOnce];
    private readonly EdgeSequence _sequence = new();

    /// <summary>
    /// Measured by two calls, between which a busy board may keep the thread waiting (seen: 30 ms): too small then, never
    /// too great. The true one only grows, in suspend, so the greatest seen counts.
    /// </summary>
    private long _monotonicToBoottime = MonotonicToBoottime();

    public long LostEdges => _sequence.Lost;

    public int WaitForEdges(Span<LineEdge> edges, TimeSpan timeout)
    {
        if (!WaitUntilReadable(timeout))
            return 0;
        var most = Math.Min(edges.Length, EventsAtOnce);
        var count = ReadEvents(0, most);
        if (_sequence.HasGap && count < most && WaitUntilReadable(LatestThread))
            count += ReadEvents(count, most - count);
        if (count < most)
            _sequence.Settle();
        _events.AsSpan(0, count).Sort(static (left, right) => (int)(left.Sequence - right.Sequence));
        _monotonicToBoottime = Math.Max(_monotonicToBoottime, MonotonicToBoottime());
        for (var i = 0; i < count; i++)
            edges[i] = Translate(_events[i]);
        return count;
    }

    public ulong ReadLevels() => LineValues.Read(request, offsets.Length);

    public void Dispose() => request.Dispose();

    private unsafe bool WaitUntilReadable(TimeSpan timeout)
    {
        var held = false;
        try
        {
            request.DangerousAddRef(ref held);
            var entry = new Kernel.PollEntry
            {
                Descriptor = (int)request.DangerousGetHandle(), Asked = Kernel.ReadyToRead,
            };
            var ready = Kernel.Poll(&entry, 1, (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue));
            return ready > 0 || (ready < 0 && ThrowUnlessInterrupted());
        }
        finally
        {
            if (held)
                request.DangerousRelease();
        }
    }

    private unsafe int ReadEvents(int from, int most)
    {
        fixed (GpioEvent* events = _events)
        {
            var bytes = Kernel.Read(request, events + from, (nuint)(most * GpioLayout.EventBytes));
            if (bytes < 0)
                ThrowUnlessInterrupted();
            var count = (int)Math.Max(0, bytes) / GpioLayout.EventBytes;
            for (var i = from; i < from + count; i++)
                _sequence.Come(events[i].Sequence);
            return count;
        }
    }

    private static long MonotonicToBoottime() => Kernel.Clock(Kernel.Boottime) - Kernel.Clock(Kernel.Monotonic);

    private LineEdge Translate(in GpioEvent happened) => new(
        Array.IndexOf(offsets, (int)happened.Offset),
        happened.Id == GpioLayout.RisingEdge,
        ((long)happened.TimestampNanoseconds + _monotonicToBoottime) / 1000);

    private static bool ThrowUnlessInterrupted() => Marshal.GetLastPInvokeError() == Kernel.InterruptedCall
        ? false
        : throw new IOException($"GPIO lines: {Kernel.LastError()}");

    /// <summary>gpio_v2_line_event, 48 bytes; sequence counts from 1 over all lines of the request.</summary>
    [StructLayout(LayoutKind.Sequential, Size = GpioLayout.EventBytes)]
    private struct GpioEvent
    {
        public ulong TimestampNanoseconds;
        public uint Id;
        public uint Offset;
        public uint Sequence;
        public uint LineSequence;
    }
}
