namespace Checkpoint.CloudIngest.Reports;

/// <summary>What was expected of a gate in one hour, and what it has told.</summary>
/// <param name="ServiceSeconds">Null when nothing came of the hour.</param>
internal sealed record HourJudgement(long StartSeconds, long ExpectedSeconds, long? ServiceSeconds)
{
    /// <summary>
    /// What an hour may lack before it is called out of service, and how long after an hour its summary is waited for: a gate
    /// counts as silent after ten minutes without a word, a restart takes less.
    /// </summary>
    public const int SlackSeconds = 600;

    /// <summary>Not counted: what the gate measured in it can't be relied on. Whether it was in service is not asked then.</summary>
    public bool IsExcluded { get; private init; }

    public bool IsSilent => !IsExcluded && ServiceSeconds is null;

    public bool IsDown => !IsExcluded && ServiceSeconds < ExpectedSeconds - SlackSeconds;

    /// <summary>The hours that can be judged: those that are over, and in which the gate was expected for more than the slack.</summary>
    public static IReadOnlyList<HourJudgement> Of(string gate, GatePresence? presence, ReportDay day, ReportFacts facts)
    {
        var known = facts.KnownAt.ToUnixTimeSeconds() - SlackSeconds;
        return presence is null
            ? []
            : [
                .. day.HourStarts.Where(start => EndOf(start, day) <= known)
                    .Select(start => new HourJudgement(start, presence.Open.Within(start, EndOf(start, day)), ServiceIn(gate, start, facts)) { IsExcluded = facts.Excluded.Holds(gate, start) })
                    .Where(hour => hour.ExpectedSeconds > SlackSeconds),
            ];
    }

    /// <summary>Hours that follow one another become one span.</summary>
    public static IReadOnlyList<HourSpan> Join(IEnumerable<HourJudgement> hours, ReportDay day)
    {
        var spans = new List<HourSpan>();
        foreach (var hour in hours)
        {
            var span = new HourSpan(day.At(hour.StartSeconds), day.At(EndOf(hour.StartSeconds, day)), hour.ServiceSeconds);
            if (spans.Count > 0 && spans[^1].To == span.From)
                spans[^1] = new HourSpan(spans[^1].From, span.To, spans[^1].InServiceSeconds + span.InServiceSeconds);
            else
                spans.Add(span);
        }

        return spans;
    }

    private static long EndOf(long start, ReportDay day) => Math.Min(start + ReportDay.HourSeconds, day.EndSeconds);

    private static long? ServiceIn(string gate, long start, ReportFacts facts) =>
        facts.ServiceSeconds.TryGetValue((gate, start), out var seconds) ? seconds : null;
}
