using Checkpoint.Tests.Simulation.Gates;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>
/// How far off the records of a boot may be that never knew the time: as long as the board was without power (or had nothing
/// durable to show) between the boots about it that did, and drift.
/// </summary>
internal sealed class BootLimits(IReadOnlyList<BootTruth> boots)
{
    /// <summary>A minute's health record at the latest tells that a boot still runs; starting takes less than another.</summary>
    private const long Unseen = 150_000_000;

    /// <summary>A welcome may be so late, and its time so far off.</summary>
    private const long Learning = 5_000_000;

    private readonly List<BootTruth> _ofLastCard = [.. boots.Where(boot => !boot.IsGoneWithCard)];

    /// <summary>What a card knows of that was put back from an image does not include the boots since then; whoever of the two told it.</summary>
    /// <returns>Microseconds; null for a boot that knew the time, and where no later one does.</returns>
    public long? Of(int boot) => boots[boot].IsGoneWithCard
        ? Of(boots, boot)
        : Of(boots, boot) is { } limit && Of(_ofLastCard, _ofLastCard.IndexOf(boots[boot])) is { } last ? Math.Max(limit, last) : null;

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
