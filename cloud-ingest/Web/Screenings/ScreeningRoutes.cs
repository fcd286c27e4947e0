using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>
/// Single screenings of a gate or a place, in pages and as one table. Each look is recorded with how many it showed; shown is
/// only what was recorded in the viewer's own area.
/// </summary>
internal static class ScreeningRoutes
{
    private const int MaxScreenings = 1_000;

    private const long NanosecondsPerSecond = 1_000_000_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/screenings", List).WithSummary("Screenings of a gate, community, street or district, in pages; the oldest first unless order=newest")
            .Asks([.. ScreeningParameters.Told, Parameter.Limit(100, MaxScreenings), Parameter.Cursor("MTc5NTg5MjYwMzkxNjE5Nzk5Mi53ZXN0LWdhdGUtMS4zZjBjNTVlMWE3ZDI5NDZiLjQwODE3")])
            .Produces<ScreeningPage>().Answers(ScreeningExamples.Page).ForSingles(RouteRules.Officials, AreaRule.Named("area"));
        api.MapGet("/screenings/csv", Table).WithSummary("The same as one table, of any length")
            .Asks(ScreeningParameters.Told).Produces<string>(StatusCodes.Status200OK, "text/csv").ForSingles(RouteRules.Officials, AreaRule.Named("area"));
    }

    private static async Task<IResult> List(
        [AsParameters] ScreeningParameters parameters, string? limit, string? cursor,
        Viewer viewer, Look look, IRecordStore store, ExclusionBook exclusions, RegistryWatch registry, TimeProvider clock, CancellationToken cancellation)
    {
        var fields = new QueryFields();
        var count = fields.Integer(nameof(limit), limit, 100, 1, MaxScreenings);
        ScreeningKey? after = null;
        if (cursor is not null && !ScreeningCursor.TryRead(cursor, out after))
            fields.Fault(nameof(cursor), $"must be the 'next' of an earlier answer, is '{cursor}'");
        var query = parameters.Read(fields, viewer.Area, registry.Current, clock.GetUtcNow(), count);
        if (fields.Problem is { } problem)
            return problem;
        var excluded = ExcludedIn(exclusions, query);
        var found = await store.ScreeningsAsync(query with { After = after }, cancellation);
        look.Count(found.Count);
        return TypedResults.Ok(new ScreeningPage(
            [.. found.Select(stored => ScreeningItem.Of(stored, excluded))],
            found.Count < count ? null : ScreeningCursor.Write(ScreeningKey.Of(found[^1]))));
    }

    private static async Task<IResult> Table(
        [AsParameters] ScreeningParameters parameters,
        Viewer viewer, Look look, IRecordStore store, ExclusionBook exclusions, RegistryWatch registry, CloudOptions options, TimeProvider clock,
        CancellationToken cancellation)
    {
        var fields = new QueryFields();
        var query = parameters.Read(fields, viewer.Area, registry.Current, clock.GetUtcNow(), MaxScreenings);
        if (fields.Problem is { } problem)
            return problem;
        var excluded = ExcludedIn(exclusions, query);

        // A database that can't answer at all is told as elsewhere; the rest is asked for while the answer runs.
        var first = await store.ScreeningsAsync(query, cancellation);
        return new ScreeningTable(store, query, first, look, excluded, registry.Current, options.TimeZone, parameters.Area ?? viewer.Area.ToString());
    }

    private static ExcludedHours ExcludedIn(ExclusionBook exclusions, ScreeningQuery query) =>
        exclusions.Of(query.FromNs / NanosecondsPerSecond, query.ToNs / NanosecondsPerSecond + 1);
}
