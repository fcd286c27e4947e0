using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Sums of summaries laid out over a period, what is silent among them. Pure.</summary>
public static class Trend
{
    /// <summary>Points in one answer.</summary>
    public const int MaxPoints = 100_000;

    /// <summary>One series for each place or gate that the registry has now, that something came from, or that was expected in that time.</summary>
    public static IReadOnlyList<TrendSeries> Lay(TrendScope scope, TrendPeriod period, TrendFacts facts)
    {
        var names = PlaceNames.Of(facts.Registry, scope.Level, scope.Area.Place);

        // Where a gate went that has left the viewer's area is not theirs to know.
        var there = PlaceNames.Of(facts.Registry, scope.Level, scope.Within ?? scope.Area.Place).Keys.Where(names.ContainsKey);
        var attendance = Attendance.Of(scope, period, facts);
        var nobody = new Attendance(period.Starts.Count, facts.Parts.Starts.Count);
        return
        [
            .. there.Union(facts.Told.Codes).Union(attendance.Keys).Order(StringComparer.Ordinal).Select(code => new TrendSeries(
                code,
                names.GetValueOrDefault(code) ?? FormerName(facts.Registry, scope, code),
                Points(code, period, facts, attendance.GetValueOrDefault(code, nobody)))),
        ];
    }

    /// <summary>What a gate that stood there and was moved was called there.</summary>
    private static LocalName? FormerName(GateRegistry registry, TrendScope scope, string code) => scope.Level == PlaceLevel.Gate && GateId.TryParse(code, out var id)
        ? registry.Gates.GetValueOrDefault(id)?.Assignments.LastOrDefault(assignment => scope.Holds(id, assignment.Place))?.Name
        : null;

    private static List<TrendPoint> Points(string code, TrendPeriod period, TrendFacts facts, Attendance attendance)
    {
        var (points, part, known) = (new List<TrendPoint>(period.Starts.Count), 0, facts.KnownAt.ToUnixTimeSeconds());
        for (var point = 0; point < period.Starts.Count; point++)
        {
            var (sum, end, lacking) = (facts.Told.Sum(code, point), period.EndOf(point), false);
            for (; part < facts.Parts.Starts.Count && facts.Parts.Starts[part] < end; part++)
                lacking |= attendance.IsLacking(part);
            var empty = new TrendPoint
            {
                Start = period.At(period.Starts[point]),
                State = StateOf(end, known, isTold: sum is not null, lacking, isExpected: attendance.Expected(point) > 0),
                GatesReporting = attendance.Reporting(point),
                GatesExpected = attendance.Expected(point),
            };
            points.Add(sum is null ? empty : empty.With(sum));
        }

        return points;
    }

    private static TrendState StateOf(long endSeconds, long knownSeconds, bool isTold, bool isLacking, bool isExpected)
    {
        if (knownSeconds < endSeconds || (isLacking && knownSeconds < endSeconds + HourJudgement.SlackSeconds))
            return TrendState.Open;
        if (!isTold)
            return isExpected ? TrendState.Silent : TrendState.NotExpected;
        return isLacking ? TrendState.Partial : TrendState.Reported;
    }
}
