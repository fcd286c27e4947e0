using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>The cells of a printed report's tables.</summary>
/// <param name="communities">Names by code; of gates that the registry no longer has, the code itself is shown.</param>
internal sealed class ReportLines(ReportWords words, TimeZoneInfo zone, IReadOnlyDictionary<string, LocalName> communities)
{
    public IReadOnlyList<string> Kinds { get; } =
        [words["persons"], words["screened"], words["confirmed"], words["retries"], words["manual"], words["inward"], words["outward"]];

    /// <summary>With its offset: on the day when clocks go back, an hour comes twice.</summary>
    public string Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public string Zero(DailyReport report) => report.Zero switch
    {
        { Claimed: true } zero => words.Format("zero_claimed", zero.ZeroGates, zero.ExpectedGates),
        { ExpectedGates: 0 } => words["zero_none"],
        _ when report.Total is { HasNoFever: false } => words["zero_fever"],
        { } zero => words.Format("zero_part", zero.ZeroGates, zero.ExpectedGates),
    };

    public string Coverage(Coverage coverage) => words.Format(
        "coverage", coverage.Expected, coverage.Reported + coverage.ReportedZero, coverage.Partial, coverage.Silent, coverage.KnownOff, coverage.Unregistered);

    /// <param name="now">What is now known, where that is another thing than what is shown.</param>
    public IEnumerable<(string?, IReadOnlyList<string>)> Totals(DailyReport report, DailyReport? now)
    {
        yield return (null, [words[now is null ? "as_now_known" : "as_issued"], .. Cells(report.Total)]);
        if (now is not null && now.Total != report.Total)
        {
            yield return (null, [words["as_now_known"], .. Cells(now.Total)]);
            yield return (null, [words["difference"], .. Differences((now.Total ?? ReportCounts.None).Minus(report.Total ?? ReportCounts.None))]);
        }

        foreach (var (key, other) in new[] { ("day_before", report.DayBefore), ("week_before", report.WeekBefore) })
        {
            yield return (null, [words.Format(key, words.Day(other.Day)), .. Cells(other.Counts)]);
            yield return (null, other.Difference is { } difference
                ? [words["difference"], .. Differences(difference)]
                : [$"{words["not_comparable"]}{words["is"]}{string.Join(words["and"], other.NotComparable.Select(reason => words[WireName.Of(reason)]))}", .. Cells(null)]);
        }
    }

    public IEnumerable<(string?, IReadOnlyList<string>)> Parts(DailyReport report) => report.Parts.Select(part => (
        part.Coverage.Complete ? null : "partial",
        (IReadOnlyList<string>)[words.Name(part.Name), part.Code, $"{part.Coverage.Reported + part.Coverage.ReportedZero} / {part.Coverage.Expected}", .. Cells(part.Counts)]));

    public IEnumerable<(string?, IReadOnlyList<string>)> Gates(DailyReport report) => report.Gates.Select(gate => (
        gate.State is GateReportState.Silent or GateReportState.Partial ? WireName.Of(gate.State) : null,
        (IReadOnlyList<string>)[GateName(report.Area, gate.Community, gate.Name), gate.Gate, words[WireName.Of(gate.State)], string.Join(words["further"], Remarks(gate)), .. Cells(gate.Counts)]));

    /// <summary>With its community, where the report is of more than that.</summary>
    public string GateName(ReportArea area, string community, LocalName? name)
    {
        var place = area.Level == PlaceLevel.Community ? "" : communities.TryGetValue(community, out var known) ? words.Name(known) : community;
        return words.Within(place, name is null ? "" : words.Name(name));
    }

    public string Since(SilentSince since) => words.Format(since.OrEarlier ? "silent_before" : "silent_since", Time(since.Time));

    /// <summary>Of one day, to 24:00 at the latest.</summary>
    public string Hours(IEnumerable<HourSpan> hours) => string.Join(words["and"], hours.Select(span =>
        string.Create(CultureInfo.InvariantCulture, $"{span.From:HH:mm}–{(span.To.Date > span.From.Date ? "24:00" : $"{span.To:HH:mm}")}") + (span.From.Offset == span.To.Offset ? "" : $" ({span.From:zzz}–{span.To:zzz})")));

    private IEnumerable<string> Remarks(GateLine gate)
    {
        if (gate.StoodHere is { } stood)
            yield return words.Format("stood", Time(stood.From), Time(stood.To));
        if (gate.SilentSince is { } since)
            yield return Since(since);
        else if (gate.SilentHours.Count > 0)
            yield return words.Format("silent_hours", Hours(gate.SilentHours));
        if (gate.OutOfServiceHours.Count > 0)
            yield return words.Format("down_hours", Hours(gate.OutOfServiceHours));
        if (gate.ExcludedHours.Count > 0)
            yield return words.Format("excluded_hours", Hours(gate.ExcludedHours));
        foreach (var closure in gate.Closures)
        {
            yield return words.Format(
                "closed", Time(closure.From), closure.Until is { } until ? Time(until) : words["open_end"], closure.Reason, closure.By, Time(closure.Declared));
        }
    }

    private IEnumerable<string> Cells(ReportCounts? counts) => Numbers(counts).Select(number => number?.ToString("#,0", CultureInfo.InvariantCulture) ?? words["none"]);

    private static IEnumerable<string> Differences(ReportCounts counts) =>
        Numbers(counts).Select(number => number!.Value.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture));

    private static long?[] Numbers(ReportCounts? counts) =>
    [
        counts?.Persons, counts?.ScreenedFevers, counts?.ConfirmedFevers, counts?.Retries, counts?.Manual, counts?.Inward, counts?.Outward,
    ];
}
