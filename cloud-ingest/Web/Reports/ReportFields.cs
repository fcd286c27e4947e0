using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>Reads what requests about reports have in common; faults go to <see cref="QueryFields"/>.</summary>
internal static class ReportFields
{
    public const string Now = "now";

    private static readonly DateOnly First = new(2020, 1, 1);

    /// <summary>Which area and day a route is about, as the API's document tells it.</summary>
    public static IReadOnlyList<Parameter> AreaAndDay { get; } =
    [
        new("area", "The code of a community (12 digits), street (9) or district (6).", "230103001"),
        new("day", "The day: from 2020-01-01 to today, as the service's time zone has it.", "2026-02-10"),
    ];

    /// <summary>The same and which of its versions.</summary>
    public static IReadOnlyList<Parameter> Asked { get; } =
    [
        .. AreaAndDay, new("issue", $"The number of an issue, or `{Now}` for what is now known; without it, the last issue, and what is now known where there is none.", "1"),
    ];

    /// <summary>The same and which of its issues.</summary>
    public static IReadOnlyList<Parameter> IssueAsked { get; } = [.. AreaAndDay, new("number", "The number of the issue.", "1")];

    public static Parameter PageLanguage { get; } = Parameter.Choice("lang", "In which the page is; without it, Chinese.", Language.En);

    public static ReportArea? Area(this QueryFields query, string name, string? code, GateRegistry registry)
    {
        var area = code is null ? null : ReportArea.Find(registry, code);
        if (area is null)
            query.Fault(name, $"is no community, street or district of the registry: '{code}'");
        return area;
    }

    /// <param name="last">Reports of days to come are not to be had.</param>
    public static DateOnly Day(this QueryFields query, string name, string? text, DateOnly last, DateOnly? fallback = null)
    {
        if (text is null && fallback is { } otherwise)
            return otherwise;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First && day <= last)
            return day;
        query.Fault(name, $"must be a day from {First:yyyy-MM-dd} to {last:yyyy-MM-dd} such as 2026-01-31, is '{text}'");
        return last;
    }

    /// <summary>The number of an issue, or null for <see cref="Now"/>: what is now known; without either the last issue, if there is one.</summary>
    public static int? Issue(this QueryFields query, string name, string? text, IReadOnlyList<ReportIssue> issues)
    {
        if (text is null or Now)
            return text is null && issues.Count > 0 ? issues.Count : null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= issues.Count)
            return number;
        query.Fault(name, issues.Count == 0 ? $"must be {Now}: nothing has been issued; is '{text}'" : $"must be {Now} or from 1 to {issues.Count}, is '{text}'");
        return null;
    }

    /// <summary>The district that an area lies in.</summary>
    public static ReportArea DistrictOf(GateRegistry registry, ReportArea area) =>
        ReportArea.All(registry).First(one => one.Level == PlaceLevel.District && one.Holds(area.Code));
}
