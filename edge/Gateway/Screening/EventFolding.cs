using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Lets the first event of a type through at once, and makes its repeats within a minute one event with a count, told when
/// the minute is over: a flickering contact must not fill the outbox.
/// </summary>
public sealed class EventFolding
{
    private const long MinuteMicroseconds = 60_000_000;

    private readonly Dictionary<GateEventType, Folded> _types = [];

    /// <summary>When <see cref="TakeDue"/> has something; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDueAt { get; private set; } = long.MaxValue;

    /// <summary>True when the event is to be recorded now, false when it is being counted. Maintenance is switched by hand.</summary>
    public bool Passes(Happened happened)
    {
        if (happened.Type is GateEventType.MaintenanceOn or GateEventType.MaintenanceOff)
            return true;
        var isKnown = _types.TryGetValue(happened.Type, out var folded);
        if (!isKnown || (happened.AtMicroseconds >= folded.Until && folded.Last is null))
        {
            _types[happened.Type] = new Folded(happened.AtMicroseconds + MinuteMicroseconds, null);
            return true;
        }

        var count = Math.Min((folded.Last?.Count ?? 0) + happened.Count, RecordLimits.MaxCount);
        _types[happened.Type] = folded with { Last = happened with { Count = count } };
        NextDueAt = Math.Min(NextDueAt, folded.Until);
        return false;
    }

    /// <summary>The counted repeats whose minute is over, oldest first; all of them at <see cref="long.MaxValue"/>.</summary>
    public IReadOnlyList<Happened> TakeDue(long at)
    {
        if (at < NextDueAt)
            return [];
        var due = _types.Where(entry => entry.Value.Last is not null && entry.Value.Until <= at).ToList();
        foreach (var (type, folded) in due)
            _types[type] = new Folded(folded.Until + MinuteMicroseconds, null);
        NextDueAt = _types.Values
            .Where(folded => folded.Last is not null)
            .Select(folded => folded.Until)
            .DefaultIfEmpty(long.MaxValue)
            .Min();
        return [.. due.Select(entry => entry.Value.Last!).OrderBy(happened => happened.AtMicroseconds)];
    }

    /// <param name="Until">End of the minute.</param>
    /// <param name="Last">The last repeat, with the count of all; null if there was none.</param>
    private readonly record struct Folded(long Until, Happened? Last);
}
