using System.Collections.Immutable;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>A gate that the registry knows.</summary>
/// <param name="Assignments">At least one; ascending by their beginning.</param>
public sealed record RegisteredGate(GateId Id, ImmutableArray<Assignment> Assignments)
{
    /// <summary>When operators had it closed; ascending, none over another, and only the last may have no end.</summary>
    public ImmutableArray<Closure> Closures { get; init; } = [];

    /// <summary>Where the gate stood at a record's time: the last assignment begun by then, or the first of all.</summary>
    public Assignment At(DateTimeOffset time)
    {
        var i = Assignments.Length - 1;
        while (i > 0 && Assignments[i].From > time)
            i--;
        return Assignments[i];
    }

    /// <summary>
    /// Where the gate stood when it observed what the record tells. That is the record's own time, but for a summary that was made
    /// after its hour or day was over (at its close, or late, by a boot that learned the time only then): it counts what was there until the
    /// end of its span. Nothing else is looked at, so that a record sent twice gets the same place.
    /// </summary>
    public Place PlaceOf(GateRecord record) => At(record is Summary summary ? LastOf(summary) : record.Time.Instant).Place;

    private static DateTimeOffset LastOf(Summary summary)
    {
        var length = summary.Span == SummarySpan.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var last = DateTimeOffset.FromUnixTimeSeconds(summary.StartSeconds) + length - TimeSpan.FromMicroseconds(1);
        return summary.Time.Instant < last ? summary.Time.Instant : last;
    }
}
