using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Which gates were to report to one series, and which did. By points and by the hours or days of which they are made.</summary>
internal sealed class Attendance(int points, int parts)
{
    private readonly int[] _expected = new int[points];

    private readonly int[] _reporting = new int[points];

    private readonly bool[] _lacking = new bool[parts];

    private (RegisteredGate? Gate, int Point) _lastExpected;

    private (RegisteredGate? Gate, int Point) _lastReporting;

    public int Expected(int point) => _expected[point];

    public int Reporting(int point) => _reporting[point];

    /// <summary>Some gate was silent in this hour or day, or out of service for more than the slack.</summary>
    public bool IsLacking(int part) => _lacking[part];

    /// <summary>By the series' code, of those to which any gate was to report.</summary>
    public static Dictionary<string, Attendance> Of(TrendScope scope, TrendPeriod period, TrendFacts facts)
    {
        var all = new Dictionary<string, Attendance>(StringComparer.Ordinal);
        var (parts, stays) = (facts.Parts, new List<(string? Code, long Seconds)>());
        foreach (var gate in facts.Registry.Gates.Values.Where(scope.EverHeld))
        {
            for (var part = 0; part < parts.Starts.Count; part++)
            {
                var seconds = facts.Told.ServiceOf(gate.Id, part);
                OpenIn(gate, parts.Starts[part], parts.EndOf(part), scope, stays);
                var open = 0L;
                foreach (var stay in stays)
                    open += stay.Seconds;
                foreach (var stay in stays)
                {
                    if (stay.Code is null || stay.Seconds <= HourJudgement.SlackSeconds)
                        continue;
                    if (!all.TryGetValue(stay.Code, out var series))
                        all.Add(stay.Code, series = new Attendance(period.Starts.Count, parts.Starts.Count));
                    series.Count(gate, period.IndexOf(parts.Starts[part]), isTold: seconds is not null);
                    series._lacking[part] |= seconds is null || seconds < open - HourJudgement.SlackSeconds;
                }
            }
        }

        return all;
    }

    /// <summary>Once for each point: gate by gate, of each the points as they follow one another.</summary>
    private void Count(RegisteredGate gate, int point, bool isTold)
    {
        if (_lastExpected != (gate, point))
            _expected[point]++;
        _lastExpected = (gate, point);
        if (!isTold)
            return;
        if (_lastReporting != (gate, point))
            _reporting[point]++;
        _lastReporting = (gate, point);
    }

    /// <summary>
    /// For how long a gate stood and was open, by series, and of null outside of the scope: what it told is of all its places together.
    /// Before its first assignment nobody expected it.
    /// </summary>
    private static void OpenIn(RegisteredGate gate, long from, long to, TrendScope scope, List<(string? Code, long Seconds)> stays)
    {
        stays.Clear();
        for (var i = 0; i < gate.Assignments.Length; i++)
        {
            var start = Math.Max(from, gate.Assignments[i].From.ToUnixTimeSeconds());
            var end = i + 1 < gate.Assignments.Length ? Math.Min(to, gate.Assignments[i + 1].From.ToUnixTimeSeconds()) : to;
            if (end <= start)
                continue;
            var place = gate.Assignments[i].Place;
            var (code, seconds) = (scope.Holds(gate.Id, place) ? scope.CodeOf(gate.Id, place) : null, end - start);
            foreach (var closure in gate.Closures)
                seconds -= Math.Max(0, Math.Min(end, closure.Until?.ToUnixTimeSeconds() ?? end) - Math.Max(start, closure.From.ToUnixTimeSeconds()));
            var known = stays.FindIndex(stay => stay.Code == code);
            if (known < 0)
                stays.Add((code, seconds));
            else
                stays[known] = (code, stays[known].Seconds + seconds);
        }
    }
}
