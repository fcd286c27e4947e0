using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>What people do with reports: issue, sign and publish. None of it can be taken back.</summary>
internal static class ReportActs
{
    private const int MaxIssues = 999;

    private const int HashDigits = 64;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/reports/{area}/{day}/issues", Issue)
            .WithSummary("Issues a report, or a revision of it").Asks(ReportFields.AreaAndDay).Accepts<IssueBody>("application/json").Takes(ReportExamples.NewIssue)
            .Produces<ReportIssue>(StatusCodes.Status201Created).Answers(ReportExamples.Issue).ProducesProblem(StatusCodes.Status409Conflict)
            .ForPeople(RouteRules.Officials, AreaRule.Named("area"));
        api.MapPost("/reports/{area}/{day}/issues/{number}/signature", Sign)
            .WithSummary("Signs an issue").Asks(ReportFields.IssueAsked).Accepts<SignatureBody>("application/json").Takes(ReportExamples.Signature)
            .Produces<ReportIssue>(StatusCodes.Status201Created).Answers(ReportExamples.Issue).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Officials, AreaRule.Named("area"));
        api.MapPost("/reports/{area}/{day}/issues/{number}/publication", Publish)
            .WithSummary("Makes the day of a whole district public, once, from this signed issue of its report")
            .Asks(ReportFields.IssueAsked).Produces<ReportIssue>(StatusCodes.Status201Created).Answers(ReportExamples.Issue).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Officials, AreaRule.Named("area"));
    }

    private static async Task<IResult> Issue(
        string area, string day, RequestBody body, Viewer viewer, ReportBook book, ReportDesk desk, RegistryWatch registry, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var (of, date) = (query.Area(nameof(area), area, registry.Current), query.Day(nameof(day), day, desk.Today.Date));
        var number = (int)body.Fields.Integer("number", 0, 1, MaxIssues);
        if (!body.Fields.Has("number"))
            body.Fields.Fault("number", "is missing: the number that the issue is to have");
        var reason = Text(body, "reason", IssueDocument.MaxReason, required: number > 1);
        body.Fields.Finish();
        if ((query.Problem ?? body.Problem) is { } problem)
            return problem;
        return await desk.IssueAsync(of!, desk.DayOf(date), number, viewer.Name, reason, cancellation) switch
        {
            IssueOutcome.Issued => Created(book, area, date, number),
            IssueOutcome.DayNotOver => Answers.Conflict("day", "is not over: its last hour can be judged ten minutes after midnight"),
            IssueOutcome.Unchanged => Answers.Conflict("number", "nothing has changed since the last issue"),
            _ => Answers.Conflict("number", $"{number} is not the next; the last is {book.Issues(area, date).Count}"),
        };
    }

    private static IResult Sign(
        string area, string day, string number, RequestBody body, Viewer viewer, ReportBook book, ReportDesk desk, RegistryWatch registry, TimeProvider clock)
    {
        var query = new QueryFields();
        query.Area(nameof(area), area, registry.Current);
        var (date, which) = (query.Day(nameof(day), day, desk.Today.Date), query.Integer(nameof(number), number, 0, 1, MaxIssues));
        var hash = body.Fields.RequiredText("hash");
        if (hash.Length > 0 && (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigitLower)))
            body.Fields.Fault("hash", $"must be the {HashDigits} hex digits of the issue that was read");
        var signature = new ReportSignature(
            viewer.Name,
            viewer.Role,
            viewer.Area.Code,
            Text(body, "name", ReportSignature.MaxName) ?? viewer.Name,
            clock.GetUtcNow(),
            body.Fields.Flag("zero", false),
            Text(body, "note", ReportSignature.MaxNote),
            hash);
        body.Fields.Finish();
        if ((query.Problem ?? body.Problem) is { } problem)
            return problem;
        return book.Sign(area, date, which, signature) switch
        {
            SignOutcome.Done => Created(book, area, date, which),
            SignOutcome.NoSuchIssue => NotFound(),
            SignOutcome.OtherContent => Answers.Conflict("hash", "is not that of this issue: read it again"),
            SignOutcome.SignedAlready => Answers.Conflict("number", "is signed already; a later issue can be signed anew"),
            SignOutcome.ZeroNotConfirmed => Answers.Faulty("zero", "must be true: this report claims zero, which is signed in so many words"),
            _ => Answers.Faulty("zero", "must not be true: this report does not claim zero"),
        };
    }

    private static IResult Publish(
        string area, string day, string number, Viewer viewer, ReportBook book, ReportDesk desk, RegistryWatch registry, TimeProvider clock)
    {
        var query = new QueryFields();
        if (query.Area(nameof(area), area, registry.Current) is { } of && of.Level != PlaceLevel.District)
            query.Fault(nameof(area), "must be a district: what is public of its parts is decided together");
        var (date, which) = (query.Day(nameof(day), day, desk.Today.Date), query.Integer(nameof(number), number, 0, 1, MaxIssues));
        if (query.Problem is { } problem)
            return problem;
        return book.Publish(area, date, which, viewer.Name, clock.GetUtcNow()) switch
        {
            PublishOutcome.Published => Created(book, area, date, which),
            PublishOutcome.NoSuchIssue => NotFound(),
            PublishOutcome.NotSigned => Answers.Conflict("number", "is not signed"),
            _ => Answers.Conflict("day", "is public already: who has two versions of a day could subtract one from the other"),
        };
    }

    /// <summary>A text for people to read; null when it is absent and may be.</summary>
    private static string? Text(RequestBody body, string key, int most, bool required = false)
    {
        var text = required ? body.Fields.RequiredText(key) : body.Fields.Text(key);
        if (text is not null && (text.Length > most || text.Any(char.IsControl)))
            body.Fields.Fault(key, $"must be at most {most} characters, none of control");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static Created<ReportIssue> Created(ReportBook book, string area, DateOnly day, int number) => TypedResults.Created(
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/reports/{area}/{day:yyyy-MM-dd}?issue={number}"), book.Issues(area, day)[number - 1]);

    private static IResult NotFound() => Results.Problem("There is no such issue.", statusCode: StatusCodes.Status404NotFound);
}
