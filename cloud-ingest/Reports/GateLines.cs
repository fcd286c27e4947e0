using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>What each gate of an area has told of a day, and what it has not. Pure.</summary>
internal static class GateLines
{
    /// <summary>In ascending order of community and gate.</summary>
    public static IReadOnlyList<GateLine> Of(ReportArea area, ReportDay day, ReportFacts facts)
    {
        var told = facts.Hours.Where(hour => area.Holds(hour.Community) && day.Holds(hour.Sum.StartSeconds))
            .ToLookup(hour => (hour.Community, Gate: hour.Sum.Code), hour => hour.Sum);
        var standing = facts.Registry.Gates.Values.SelectMany(gate => GatePresence.Of(gate, area, day))
            .Where(presence => presence.Standing.Seconds > HourJudgement.SlackSeconds)
            .ToDictionary(presence => (presence.Community, Gate: presence.Gate.Id.Value));
        return
        [
            .. told.Select(sums => sums.Key).Union(standing.Keys)
                .OrderBy(key => key.Community, StringComparer.Ordinal).ThenBy(key => key.Gate, StringComparer.Ordinal)
                .Select(key => Line(key.Community, key.Gate, [.. told[key]], standing.GetValueOrDefault(key), day, facts)),
        ];
    }

    private static GateLine Line(
        string community, string id, List<SummarySum> sums, GatePresence? presence, ReportDay day, ReportFacts facts)
    {
        var gate = GateId.TryParse(id, out var known) ? facts.Registry.Gates.GetValueOrDefault(known) : null;
        var hours = HourJudgement.Of(id, presence, day, facts);
        var counts = ReportCounts.Sum(sums.Select(ReportCounts.Of));
        var state = gate is null ? GateReportState.Unregistered : StateOf(presence, hours, counts);
        return new GateLine(
            id,
            gate?.At(day.At(day.EndSeconds - 1)).Name,
            community,
            state,
            counts,
            presence?.Open.Seconds ?? 0,
            sums.Sum(sum => sum.InServiceSeconds),
            HourJudgement.Join(hours.Where(hour => hour.IsSilent), day),
            HourJudgement.Join(hours.Where(hour => hour.IsDown), day),
            state == GateReportState.Silent ? Since(id, presence!, facts) : null,
            presence?.Notes ?? [],
            presence is { WholeDay: false } ? presence.Stood : null)
        {
            ExcludedHours = HourJudgement.Join(hours.Where(hour => hour.IsExcluded), day),
        };
    }

    private static GateReportState StateOf(GatePresence? presence, IReadOnlyList<HourJudgement> hours, ReportCounts? counts)
    {
        if (presence is not null && presence.Open.Seconds <= HourJudgement.SlackSeconds && (counts ?? ReportCounts.None).AreZero)
            return GateReportState.KnownOff;
        if (counts is null && hours.All(hour => hour.IsSilent))
            return hours.Count > 0 ? GateReportState.Silent : GateReportState.Pending;
        if (hours.Any(hour => hour.IsSilent || hour.IsDown || hour.IsExcluded))
            return GateReportState.Partial;
        return counts is null or { HasNoFever: true } ? GateReportState.ReportedZero : GateReportState.Reported;
    }

    /// <summary>A gate that was registered later than the days looked at begin is silent since then.</summary>
    private static SilentSince Since(string gate, GatePresence presence, ReportFacts facts)
    {
        var (day, heard) = (presence.Day, facts.ServiceSeconds);
        var window = day.Plus(-ReportFacts.DaysBefore).StartSeconds;
        for (var start = day.EndSeconds - ReportDay.HourSeconds; start >= window; start -= ReportDay.HourSeconds)
        {
            if (heard.ContainsKey((gate, start)))
                return new SilentSince(day.At(start + ReportDay.HourSeconds), OrEarlier: false);
        }

        var registered = presence.Gate.Assignments[0].From.ToUnixTimeSeconds();
        return registered > window ? new SilentSince(day.At(registered), OrEarlier: false) : new SilentSince(day.At(window), OrEarlier: true);
    }
}
