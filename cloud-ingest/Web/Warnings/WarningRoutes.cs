using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.CloudIngest.Web.Reports;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>Early warning: lists and shows warnings, and how each gate and area stands. <see cref="WarningActRoutes"/> changes them.</summary>
internal static class WarningRoutes
{
    private const int MaxWarnings = 500;

    private const int MaxStandings = 2_000;

    private const int DaysShown = 366;

    public static Parameter WarningId { get; } = new("id", "The warning's number.", "17");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/warnings", List).WithSummary("Warnings, the latest first, in pages")
            .Asks(
                Parameter.GateOrPlace("area"),
                Parameter.Choice("state", "Only of this state; without it, all.", WarningFilter.Unclosed),
                Parameter.FirstDay($"{DaysShown} days"),
                Parameter.LastDay,
                Parameter.Limit(100, MaxWarnings),
                Parameter.Cursor("17"))
            .Produces<WarningPage>().Answers(WarningExamples.Page).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/warnings/standing", Standing).WithSummary("The last evaluation of each gate and area: normal, alarm, or insufficient data")
            .Asks(
                Parameter.GateOrPlace("area"),
                Parameter.Choice("level", "Only gates, communities, streets or districts; without it, all.", PlaceLevel.Gate),
                Parameter.Limit(500, MaxStandings),
                Parameter.Cursor("west-gate-1.230103001001"))
            .Produces<StandingPage>().Answers(WarningExamples.Standing).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/warnings/{id:long}", One).WithSummary("A warning: why, its days, its history and its chart")
            .Asks(WarningId).Produces<WarningDetailItem>().Answers(WarningExamples.Detail).ProducesProblem(StatusCodes.Status404NotFound).For(RouteRules.Everyone, OfWarning);
        api.MapGet("/warnings/webhooks", Webhooks).WithSummary("Who is told of warnings, and what waits for them")
            .Produces<IReadOnlyList<WebhookItem>>().Answers(WarningExamples.Webhooks).For(RouteRules.Administrators, AreaRule.Narrowed);
        WarningActRoutes.Map(api);
    }

    /// <summary>The place of the warning that a route names by its number.</summary>
    public static AreaRule OfWarning { get; } = AreaRule.Item(context =>
        long.TryParse((string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? context.RequestServices.GetRequiredService<WarningBook>().AreaOf(id)
            : null);

    private static IResult List(
        string? area, string? state, string? from, string? to, string? limit, string? cursor,
        Viewer viewer, WarningBook book, ReportDesk desk, RegistryWatch registry, WarningPlan plan)
    {
        var query = new QueryFields();
        var (within, gate) = query.Within(nameof(area), area, viewer, registry.Current);
        var which = query.Choice<WarningFilter>(nameof(state), state, WarningFilter.All);
        var last = query.Day(nameof(to), to, desk.Today.Date, desk.Today.Date);
        var first = query.Day(nameof(from), from, desk.Today.Date, last.AddDays(-DaysShown));
        if (first > last)
            query.Fault(nameof(from), "must not be after 'to'");
        var count = query.Integer(nameof(limit), limit, 100, 1, MaxWarnings);
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            query.Fault(nameof(cursor), $"must be the 'next' of an earlier answer, is '{cursor}'");
        if (query.Problem is { } problem)
            return problem;
        var items = book.List(new WarningQuery(within, gate, which, first, last, before, count));
        return TypedResults.Ok(new WarningPage(
            [.. items.Select(warning => WarningItem.Of(warning, plan.Statistics.Alpha))],
            items.Count < count ? null : items[^1].Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static IResult Standing(
        string? area, string? level, string? limit, string? cursor, Viewer viewer, WarningBook book, RegistryWatch registry, WarningPlan plan)
    {
        var query = new QueryFields();
        var (within, gate) = query.Within(nameof(area), area, viewer, registry.Current);
        var at = level is null ? (PlaceLevel?)null : query.Choice<PlaceLevel>(nameof(level), level, null);
        var count = query.Integer(nameof(limit), limit, 500, 1, MaxStandings);
        var after = cursor?.Split('.');
        if (after is not (null or [_, _]))
            query.Fault(nameof(cursor), $"must be the 'next' of an earlier answer, is '{cursor}'");
        if (query.Problem is { } problem)
            return problem;
        var items = book.Standing(new StandingQuery(within, gate, at, after is null ? null : (after[0], after[1]), count));
        return TypedResults.Ok(new StandingPage(
            [.. items.Select(standing => StandingItem.Of(standing, plan.Statistics.Alpha))],
            items.Count < count ? null : $"{items[^1].Evaluation.Area.Code}.{items[^1].Evaluation.Area.Place}"));
    }

    private static IResult One(long id, Viewer viewer, WarningBook book, WarningPlan plan) => book.Find(id, viewer.Area) is { } detail
        ? TypedResults.Ok(WarningDetailItem.Of(detail, plan.Statistics.Alpha))
        : Results.Problem(statusCode: StatusCodes.Status404NotFound);

    private static IReadOnlyList<WebhookItem> Webhooks(Viewer viewer, WebhookDesk desk, WebhookQueue queue) =>
    [
        .. desk.Webhooks.Where(webhook => viewer.Area.Contains(webhook.Area))
            .Select(webhook => WebhookItem.Of(webhook, desk.StandingOf(webhook), queue.Backlog(webhook.Name))),
    ];
}
