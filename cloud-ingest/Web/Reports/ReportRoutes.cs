using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>Daily reports: lists them, shows one as it was issued and as it is now known. <see cref="ReportActs"/> changes them.</summary>
internal static class ReportRoutes
{
    private const int MaxDays = 366;

    private const int MaxItems = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", List).WithSummary("Daily reports by area and days, each by its last issue, latest days first")
            .Asks(
                Parameter.Place("area"),
                Parameter.FirstDay("30 days", $", at most {MaxDays - 1} before `to`"),
                Parameter.LastDay,
                Parameter.Limit(100, MaxItems),
                Parameter.Cursor("2026-02-10.230103001"))
            .Produces<ReportList>().Answers(ReportExamples.List).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/reports/{area}/{day}", One).WithSummary("A daily report as it was issued and as it is now known, with what has changed")
            .Asks(ReportFields.Asked).Produces<ReportVersions>().Answers(ReportExamples.Versions).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/reports/{area}/{day}/document", Document).WithSummary("The very bytes of an issue, whose SHA-256 its signature names")
            .Asks(ReportFields.Asked).Produces<IssueDocument>().Answers(ReportExamples.Document).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/reports/{area}/{day}/print", Print).WithSummary("A report as a page to print, in Chinese (lang=zh) or English (lang=en)")
            .Asks([.. ReportFields.Asked, ReportFields.PageLanguage]).Produces<string>(StatusCodes.Status200OK, "text/html").For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/reports/{area}/{day}/csv", Table).WithSummary("A report as a table")
            .Asks(ReportFields.Asked).Produces<string>(StatusCodes.Status200OK, "text/csv").For(RouteRules.Everyone, AreaRule.Named("area"));
        ReportActs.Map(api);
        PublicReportRoutes.Map(api);
    }

    private static IResult List(
        string? area, string? from, string? to, string? limit, string? cursor, Viewer viewer, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var query = new QueryFields();
        var within = area is not null && query.Area(nameof(area), area, registry.Current) is not null && Registry.Area.TryParse(area, out var asked)
            ? asked
            : viewer.Area;
        var last = query.Day(nameof(to), to, desk.Today.Date, desk.Today.Date);
        var first = query.Day(nameof(from), from, desk.Today.Date, last.AddDays(-30));
        if (first > last || last.DayNumber - first.DayNumber >= MaxDays)
            query.Fault(nameof(from), $"must be at most {MaxDays - 1} days before 'to', and not after it");
        var count = query.Integer(nameof(limit), limit, 100, 1, MaxItems);
        var after = ReadCursor(query, nameof(cursor), cursor);
        if (query.Problem is { } problem)
            return problem;
        var items = book.Latest(within, first, last, after, count);
        return TypedResults.Ok(new ReportList(
            items, items.Count < count ? null : string.Create(CultureInfo.InvariantCulture, $"{items[^1].Day:yyyy-MM-dd}.{items[^1].Area}")));
    }

    private static async Task<IResult> One(
        string area, string day, string? issue, ReportBook book, ReportDesk desk, RegistryWatch registry, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var (of, date) = (query.Area(nameof(area), area, registry.Current), query.Day(nameof(day), day, desk.Today.Date));
        var issues = of is null ? [] : book.Issues(area, date);
        var number = query.Issue(nameof(issue), issue, issues);
        if (query.Problem is { } problem)
            return problem;
        var issued = number is { } asked ? ReportJson.Read<IssueDocument>(book.Document(area, date, asked)!).Report : null;
        var (now, knownAt) = await desk.NowAsync(of!, desk.DayOf(date), cancellation);
        var published = book.PublishedNumber(ReportFields.DistrictOf(registry.Current, of!).Code, date);
        return TypedResults.Ok(new ReportVersions(
            of!, date, issues, number, issued, now, knownAt, issued is null ? null : ReportChanges.Between(issued, now), published));
    }

    private static IResult Document(string area, string day, string? issue, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var query = new QueryFields();
        var (of, date) = (query.Area(nameof(area), area, registry.Current), query.Day(nameof(day), day, desk.Today.Date));
        var issues = of is null ? [] : book.Issues(area, date);
        var number = query.Issue(nameof(issue), issue, issues);
        if (issue == ReportFields.Now)
            query.Fault(nameof(issue), "must be the number of an issue");
        if (query.Problem is { } problem)
            return problem;
        return number is { } asked
            ? Results.Text(book.Document(area, date, asked)!, "application/json")
            : Results.Problem("Nothing has been issued of this area and day.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Print(
        string area, string day, string? issue, string? lang, ReportBook book, ReportDesk desk, RegistryWatch registry, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var (of, date) = (query.Area(nameof(area), area, registry.Current), query.Day(nameof(day), day, desk.Today.Date));
        var issues = of is null ? [] : book.Issues(area, date);
        var number = query.Issue(nameof(issue), issue, issues);
        var language = query.Choice<Language>(nameof(lang), lang, Language.Zh);
        if (query.Problem is { } problem)
            return problem;
        var (now, knownAt) = await desk.NowAsync(of!, desk.DayOf(date), cancellation);
        var document = number is { } asked ? ReportJson.Read<IssueDocument>(book.Document(area, date, asked)!) : null;
        var page = new ReportPage(new ReportWords(language), desk.DayOf(date).Zone, PlaceNames.Of(registry.Current, PlaceLevel.Community, null));
        return PrintedPage.Of(document is null
            ? page.OfNow(now, knownAt)
            : page.OfIssue(document, issues[document.Number - 1], issues.Count, now, knownAt));
    }

    private static async Task<IResult> Table(
        string area, string day, string? issue, ReportBook book, ReportDesk desk, RegistryWatch registry, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var (of, date) = (query.Area(nameof(area), area, registry.Current), query.Day(nameof(day), day, desk.Today.Date));
        var issues = of is null ? [] : book.Issues(area, date);
        var number = query.Issue(nameof(issue), issue, issues);
        if (query.Problem is { } problem)
            return problem;
        var report = number is { } asked
            ? ReportJson.Read<IssueDocument>(book.Document(area, date, asked)!).Report
            : (await desk.NowAsync(of!, desk.DayOf(date), cancellation)).Report;
        return await CsvAnswer.OfAsync(
            text => ReportTable.WriteAsync(text, report, number), string.Create(CultureInfo.InvariantCulture, $"report-{area}-{date:yyyyMMdd}.csv"));
    }

    private static (DateOnly Day, string Area)? ReadCursor(QueryFields query, string name, string? cursor)
    {
        if (cursor is null)
            return null;
        var parts = cursor.Split('.');
        if (parts.Length == 2 && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Registry.Area.TryParse(parts[1], out _))
        {
            return (day, parts[1]);
        }

        query.Fault(name, $"must be the 'next' of an earlier answer, is '{cursor}'");
        return null;
    }
}
