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
