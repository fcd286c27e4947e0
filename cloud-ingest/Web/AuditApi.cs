using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Who looked at single screenings, and who changed accounts and tokens; for administrators of the area concerned.</summary>
internal static class AuditApi
{
    private const int MaxEntries = 1_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", List)
        .WithSummary("Looks at single screenings and acts of administration, newest first, in pages").Produces<AuditPage>().Answers(AccountExamples.Audit)
        .Asks(
            Parameter.Place("code"),
            new Parameter("who", "The account, `token:NAME` of a program or `command:USER` of a command; without it, everyone.", "li"),
            Parameter.From("30 days"),
            Parameter.To,
            Parameter.Limit(100, MaxEntries),
            Parameter.Cursor("4182"))
        .For(RouteRules.Administrators, AreaRule.Named("code"));

    private static IResult List(
        string? code, string? who, string? from, string? to, string? limit, string? cursor, Viewer viewer, AuditLog audit, TimeProvider clock)
    {
        var query = new QueryFields();
        var area = viewer.Area;
        if (code is not null && !Area.TryParse(code, out area))
            query.Fault(nameof(code), $"must be the 6, 9 or 12 digits of a district, street or community, is '{code}'");
        var end = query.Time(nameof(to), to, clock.GetUtcNow());
        var start = query.Time(nameof(from), from, end.AddDays(-30));
        var count = query.Integer(nameof(limit), limit, 100, 1, MaxEntries);
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            query.Fault(nameof(cursor), $"must be the 'next' of an earlier answer, is '{cursor}'");
        if (start >= end)
            query.Fault(nameof(from), "must be before 'to'");
        if (query.Problem is { } problem)
            return problem;
        var entries = audit.List(new AuditQuery(area, start, end, who, before, count));
        return TypedResults.Ok(new AuditPage(entries, entries.Count < count ? null : entries[^1].Id.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <param name="Next">Give this as `cursor` for what was before; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Next);
