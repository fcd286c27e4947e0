using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>Days that were made public, as anyone may see them.</summary>
internal static class PublicReportRoutes
{
    private const string Reason = "an official has made the day public; what could tell of single people is hidden";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/public/reports/{area}/{day}", One).WithSummary("A day that was made public, of a community, street or district")
            .Asks(ReportFields.AreaAndDay).Produces<PublicReport>().Answers(ReportExamples.Public).ProducesProblem(StatusCodes.Status404NotFound).Open(Reason);
        api.MapGet("/public/reports/{area}/{day}/print", Print).WithSummary("The same as a page to print, in Chinese (lang=zh) or English (lang=en)")
            .Asks([.. ReportFields.AreaAndDay, ReportFields.PageLanguage]).Produces<string>(StatusCodes.Status200OK, "text/html").ProducesProblem(StatusCodes.Status404NotFound).Open(Reason);
        api.MapGet("/public/reports/{area}/{day}/csv", Table).WithSummary("The same as a table; '*' is hidden, an empty cell is nothing told")
            .Asks(ReportFields.AreaAndDay).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(StatusCodes.Status404NotFound).Open(Reason);
    }

    private static IResult One(string area, string day, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var (report, problem) = Find(new QueryFields(), area, day, book, desk, registry);
        return problem ?? TypedResults.Ok(report);
    }

    private static IResult Print(string area, string day, string? lang, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var query = new QueryFields();
        var language = query.Choice<Language>(nameof(lang), lang, Language.Zh);
        var (report, problem) = Find(query, area, day, book, desk, registry);
        return problem ?? PrintedPage.Of(new PublicReportPage(new ReportWords(language), desk.Today.Zone, PlaceNames.Of(registry.Current, PlaceLevel.Community, null)).Of(report!));
    }

    private static async Task<IResult> Table(string area, string day, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var (report, problem) = Find(new QueryFields(), area, day, book, desk, registry);
        return problem ?? await CsvAnswer.OfAsync(
            text => PublicReportTable.WriteAsync(text, report!), string.Create(CultureInfo.InvariantCulture, $"public-report-{area}-{report!.Day:yyyyMMdd}.csv"));
    }

    private static (PublicReport? Report, IResult? Problem) Find(
        QueryFields query, string area, string day, ReportBook book, ReportDesk desk, RegistryWatch registry)
    {
        var current = registry.Current;
        var (of, date) = (query.Area(nameof(area), area, current), query.Day(nameof(day), day, desk.Today.Date));
        if (query.Problem is { } problem)
            return (null, problem);
        var district = ReportFields.DistrictOf(current, of!).Code;
        return PublicationOf(book, district, date) is { } publication
            ? (publication.Of(of!, DailyReports.PartsOf(of!, current), PublicationOf(book, district, date.AddDays(-1)), PublicationOf(book, district, date.AddDays(-ReportFacts.DaysBefore))), null)
            : (null, Results.Problem("This day has not been made public.", statusCode: StatusCodes.Status404NotFound));
    }

    private static Publication? PublicationOf(ReportBook book, string district, DateOnly day)
    {
        if (book.Published(district, day) is not { } document)
            return null;
        var issue = ReportJson.Read<IssueDocument>(document);
        return new Publication(issue.Number, issue.KnownAt, issue.Report);
    }
}
