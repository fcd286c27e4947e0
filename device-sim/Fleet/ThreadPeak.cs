using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>The most threads that this process was seen to have.</summary>
internal sealed class ThreadPeak
{
    /// <summary>Reading /proc costs some 50 µs: not at each of hundreds of looks a second.</summary>
    private const long IntervalMs = 100;

    private long _nextLook;

    public int Most { get; private set; }

    public void Look()
    {
        if (Environment.TickCount64 < _nextLook)
            return;
        _nextLook = Environment.TickCount64 + IntervalMs;
        if (ProcessUsage.Read(Environment.ProcessId) is { } usage)
            Most = Math.Max(Most, usage.Threads);
    }
}
