using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Time;

/// <summary>One boot of the board: when it ran relative to itself, and what is known of its wall time.</summary>
/// <param name="BootId">The kernel's id.</param>
/// <param name="UptimeMicroseconds">CLOCK_BOOTTIME of its last durable record.</param>
/// <param name="Offset">Null if it never learned the time.</param>
public readonly record struct BootSpan(Guid BootId, long UptimeMicroseconds, BootOffset? Offset);

/// <summary>
/// Places boots that never learned the time. They ran one after another, each at least as long as its durable uptime,
/// between the last sign of the boot before them and the start of the next one that knows the time. What is left of that
/// gap is time without power; each boot is put in the middle of the range it may have started in, half of it its error,
/// and what the crystal may have drifted over the uptimes between it and either end of the gap.
/// </summary>
public static class BootPlacement
{
    /// <param name="boots">All boots, in the order in which they ran.</param>
    /// <returns>Offsets for those that had none and are followed by a boot that has one.</returns>
    public static IReadOnlyList<BootOffset> Place(IReadOnlyList<BootSpan> boots)
    {
        var placed = new List<BootOffset>();
        for (var first = 0; first < boots.Count;)
        {
            var next = first;
            while (next < boots.Count && boots[next].Offset is null)
                next++;
            if (next > first && next < boots.Count)
                PlaceRun(boots, first, next, placed);
            first = next + 1;
        }

        return placed;
    }

    private static void PlaceRun(IReadOnlyList<BootSpan> boots, int first, int next, List<BootOffset> placed)
    {
        var after = boots[next].Offset!.Value;
        var earliest = first == 0 ? (RecordLimits.MinTimeMicroseconds, 0) : End(boots[first - 1]);
        var uptimes = 0L;
        for (var i = first; i < next; i++)
            uptimes += boots[i].UptimeMicroseconds;
        var slack = Math.Max(0, after.OffsetMicroseconds - earliest.Item1 - uptimes);

        // With no boot before to lean on, the range reaches back to 2020: its end is the likelier place by far.
        var shift = first == 0 ? slack : slack / 2;
        var start = Math.Min(earliest.Item1, after.OffsetMicroseconds - uptimes) + shift;
        var range = Math.Max(shift, slack - shift);
        var before = 0L;
        for (var i = first; i < next; i++)
        {
            var error = Math.Max(
                earliest.Item2 + BootOffset.DriftOver(before), after.ErrorAt(0) + BootOffset.DriftOver(uptimes - before));
            placed.Add(new BootOffset(boots[i].BootId, start + before, range + error, 0, ClockQuality.Unknown));
            before += boots[i].UptimeMicroseconds;
        }
    }

    private static (long Microseconds, long Error) End(BootSpan boot)
    {
        var offset = boot.Offset!.Value;
        return (boot.UptimeMicroseconds + offset.OffsetMicroseconds, offset.ErrorAt(boot.UptimeMicroseconds));
    }
}
