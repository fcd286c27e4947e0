using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>When in a day the registry had a gate in one community, and when of that it was open.</summary>
/// <param name="Standing">What the registry says; a gate's first assignment counts from its beginning, before that nobody expected it.</param>
/// <param name="Open">Without the times in which an operator had closed it.</param>
internal sealed record GatePresence(RegisteredGate Gate, string Community, ReportDay Day, Stretches Standing, Stretches Open)
{
    public bool WholeDay => Standing.Seconds == Day.EndSeconds - Day.StartSeconds;

    public HourSpan Stood => new(Day.At(Standing.From), Day.At(Standing.To), null);

    public IReadOnlyList<ClosureNote> Notes =>
    [
        .. Gate.Closures.Where(closure => Standing.Within(closure.From.ToUnixTimeSeconds(), EndOf(closure)) > 0)
            .Select(closure => new ClosureNote(closure.From, closure.Until, closure.Reason, closure.By, closure.Declared)),
    ];

    /// <summary>One for each community of the area in which the gate stood that day.</summary>
    public static IEnumerable<GatePresence> Of(RegisteredGate gate, ReportArea area, ReportDay day)
    {
        var pieces = gate.Assignments.Select((assignment, i) => (
            assignment.Place.Community,
            From: Math.Max(day.StartSeconds, assignment.From.ToUnixTimeSeconds()),
            To: Math.Min(day.EndSeconds, i + 1 < gate.Assignments.Length ? gate.Assignments[i + 1].From.ToUnixTimeSeconds() : long.MaxValue)));
        foreach (var community in pieces.Where(piece => piece.To > piece.From && area.Holds(piece.Community)).GroupBy(piece => piece.Community))
        {
            var standing = new Stretches(community.Select(piece => (piece.From, piece.To)));
            var open = gate.Closures.Aggregate(
                standing, (left, closure) => left.Without(closure.From.ToUnixTimeSeconds(), EndOf(closure)));
            yield return new GatePresence(gate, community.Key, day, standing, open);
        }
    }

    private static long EndOf(Closure closure) => closure.Until?.ToUnixTimeSeconds() ?? long.MaxValue;
}
