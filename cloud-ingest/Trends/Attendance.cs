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

    public int Expected(int point) => _expected[point];

    public int Reporting(int point) => _reporting[point];

    /// <summary>Some gate was silent in this hour or day, or out of service for more than the slack.</summary>
    public bool IsLacking(int part) => _lacking[part];

    /// <summary>By the series' code, of those to which any gate was to report.</summary>
    public static Dictionary<string, Attendance> Of(TrendScope scope, TrendPeriod period, TrendFacts facts)
    {
        var all = new Dictionary<string, Attendance>(StringComparer.Ordinal);
        var parts = facts.Parts;
        foreach (var gate in facts.Registry.Gates.Values.Where(scope.EverHeld))
        {
            var seen = new HashSet<(string Code, int Point, bool Reports)>();
            for (var part = 0; part < parts.Starts.Count; part++)
            {
                var point = period.IndexOf(parts.Starts[part]);
                var seconds = facts.Told.ServiceOf(gate.Id, part);
                var stays = OpenIn(gate, parts.Starts[part], parts.EndOf(part), scope);
                var lacks = seconds is null || seconds < stays.Sum(stay => stay.Seconds) - HourJudgement.SlackSeconds;
                foreach (var code in stays.Where(stay => stay.Code is not null && stay.Seconds > HourJudgement.SlackSeconds).Select(stay => stay.Code!))
                {
                    if (!all.TryGetValue(code, out var series))
                        all.Add(code, series = new Attendance(period.Starts.Count, parts.Starts.Count));
                    series._expected[point] += seen.Add((code, point, false)) ? 1 : 0;
                    series._reporting[point] += seconds is not null && seen.Add((code, point, true)) ? 1 : 0;
                    series._lacking[part] |= lacks;
                }
            }
        }

        return all;
    }

    /// <summary>
    /// For how long a gate stood and was open, by series, and of null outside of the scope: what it told is of all its places together.
    /// Before its first assignment nobody expected it.
    /// </summary>
    private static List<(string? Code, long Seconds)> OpenIn(RegisteredGate gate, long from, long to, TrendScope scope)
    {
        var stays = new List<(string? Code, long Seconds)>(1);
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

        return stays;
    }
}
