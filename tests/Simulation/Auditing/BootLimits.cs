using Checkpoint.Tests.Simulation.Gates;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>
/// How far off the records of a boot may be that never knew the time: as long as the board was without power (or had nothing
/// durable to show) between the boots about it that did, and drift.
/// </summary>
internal sealed class BootLimits(GateTruth truth)
{
    /// <summary>A minute's health record at the latest tells that a boot still runs; starting takes less than another.</summary>
    private const long Unseen = 150_000_000;

    /// <summary>A welcome may be so late, and its time so far off.</summary>
    private const long Learning = 5_000_000;

    /// <summary>Any card may have told of a boot that knew of it, and knows nothing of boots that only other cards have seen.</summary>
    /// <returns>Microseconds; null for a boot that knew the time, and where no card knows of a later one that does.</returns>
    public long? Of(int boot) => truth.BootsOfCards.Max(card => card.ToList().IndexOf(truth.Boots[boot]) is >= 0 and var place ? Of(card, place) : null);

    private static long? Of(IReadOnlyList<BootTruth> boots, int boot)
    {
        if (boots[boot].KnewTime)
            return null;
        var (first, next) = (boot, boot);
        while (first > 0 && !boots[first - 1].KnewTime)
            first--;
        while (next < boots.Count && !boots[next].KnewTime)
            next++;
        if (next == boots.Count)
            return null;
        var off = 0L;
        for (var i = Math.Max(1, first); i <= next; i++)
            off += boots[i].From - boots[i - 1].To + Unseen;
        var span = boots[next].From - boots[first].From;
        return off + Learning + (span / 10_000);
    }
}
