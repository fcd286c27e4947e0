using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.CloudIngest.Web.Reports;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>How an area and its gates are today, and what changes of that while one looks.</summary>
internal static class TodayRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/overview", OverviewAsync).WithSummary("An area today: counts, fever rate, gates by how they are, and its parts")
            .Asks(Parameter.Place("area")).Produces<OverviewAnswer>().Answers(TodayExamples.Overview).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/gates/today", GatesAsync).WithSummary("Gates of an area: how each is now, and its hours of today")
            .Asks(Parameter.Place("area")).Produces<GatesTodayAnswer>().Answers(TodayExamples.Gates).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapGet("/live", Live).WithSummary("What changes today in an area, as server-sent events: summary, gate, warning, trouble, beat")
            .Asks(Parameter.Place("area")).Produces<string>(StatusCodes.Status200OK, "text/event-stream").For(RouteRules.Everyone, AreaRule.Named("area"));
    }

    private static async Task<IResult> OverviewAsync(
        string? area, Viewer viewer, TodayBoard board, RegistryWatch registry, CancellationToken cancellation) =>
        AreaOf(area, viewer, registry, out var of) ?? TypedResults.Ok(Overview.Of(await board.ReadAsync(cancellation), of));

    private static async Task<IResult> GatesAsync(
        string? area, Viewer viewer, TodayBoard board, RegistryWatch registry, GateWatch watch, CancellationToken cancellation) =>
        AreaOf(area, viewer, registry, out var of) ?? TypedResults.Ok(Overview.Gates(
            await board.ReadAsync(cancellation),
            Overview.AreaOf(of),
            gate => watch.Find(gate.Id)));

    private static IResult Live(string? area, Viewer viewer, RegistryWatch registry, LiveFeed feed) =>
        AreaOf(area, viewer, registry, out var of) ?? feed.Listen(viewer, of);

    /// <summary>What is asked for, else the viewer's own area.</summary>
    /// <param name="of">Null for everything.</param>
    private static IResult? AreaOf(string? area, Viewer viewer, RegistryWatch registry, out ReportArea? of)
    {
        of = null;
        var code = area ?? viewer.Area.Code;
        if (code.Length == 0)
            return null;
        var query = new QueryFields();
        of = query.Area(nameof(area), code, registry.Current);
        return query.Problem;
    }
}
