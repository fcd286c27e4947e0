using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>
/// Edge events as the kernel keeps them: 16 a line, and when full the oldest is lost. Wires don't bounce here, so that
/// debouncing, which is the kernel's, has nothing to do.
/// </summary>
internal sealed class SimulatedInputLines(SimulatedGpio chip, InputLine[] lines) : IInputLines
{
    private const int EventsPerLine = 16;

    private readonly object _gate = new();
    private readonly Queue<LineEdge> _edges = new();
    private long _lost;

    public long LostEdges
    {
        get
        {
            lock (_gate)
                return _lost;
        }
    }

    public int WaitForEdges(Span<LineEdge> edges, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_edges.Count == 0 && timeout > TimeSpan.Zero)
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(Math.Ceiling(timeout.TotalMilliseconds)));
            var count = Math.Min(edges.Length, _edges.Count);
            for (var i = 0; i < count; i++)
                edges[i] = _edges.Dequeue();
            return count;
        }
    }

    public ulong ReadLevels()
    {
        var levels = 0UL;
        for (var i = 0; i < lines.Length; i++)
            levels |= chip.IsHigh(lines[i].Offset) != lines[i].ActiveLow ? 1UL << i : 0;
        return levels;
    }

    public void Dispose() => chip.Release(lines.Select(line => line.Offset), this);

    internal void Changed(int offset, bool high, long boottimeMicroseconds)
    {
        var line = Array.FindIndex(lines, candidate => candidate.Offset == offset);
        if (line < 0)
            return;
        lock (_gate)
        {
            if (_edges.Count == EventsPerLine * lines.Length)
            {
                _edges.Dequeue();
                _lost++;
            }

            _edges.Enqueue(new LineEdge(line, high != lines[line].ActiveLow, boottimeMicroseconds));
            Monitor.PulseAll(_gate);
        }
    }
}
