using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.CloudIngest.Web.Areas;
using Checkpoint.CloudIngest.Web.Exclusions;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.CloudIngest.Web.Reports;
using Checkpoint.CloudIngest.Web.Screenings;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.CloudIngest.Web.Warnings;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web;

/// <summary>
/// The read API. Each route declares whom it is for and what area it concerns; <see cref="AccessGuard"/> sees to it. A faulty
/// query is answered 400 with each parameter's fault, a database that can't answer 503.
/// </summary>
internal static class Api
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(AnswerStoreFaults).AddEndpointFilter(BodyAreas.CheckAsync).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        SessionApi.Map(api);
        AccountApi.Map(api);
        AuditApi.Map(api);
        api.MapGet("/gates", Gates).WithSummary("Registered gates, where they stand and when they were last seen")
            .For(RouteRules.Everyone, AreaRule.Narrowed);
        api.MapGet("/gates/waiting", Waiting).WithSummary("Gates that speak and are not registered")
            .For(RouteRules.Technicians, AreaRule.Everything);
        ScreeningRoutes.Map(api);
        api.MapGet("/trends", Trends).WithSummary("Counts by hour or day, silent ones told apart from zero").Produces<TrendAnswer>()
            .For(RouteRules.Everyone, AreaRule.Named("code"));
        ReportRoutes.Map(api);
        AreaRoutes.Map(api);
        TodayRoutes.Map(api);
        WarningRoutes.Map(api);
        ExclusionRoutes.Map(api);
        api.MapGet("/ledger", LedgerOf).WithSummary("What became of every seq; reads the whole stream").Produces<IReadOnlyList<LedgerItem>>()
            .For(RouteRules.Technicians, AreaRule.Named("gate"));
    }

    private static async ValueTask<object?> AnswerStoreFaults(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreException exception)
        {
            return AccessGuard.Unavailable(exception);
        }
    }

    private static IReadOnlyList<GateItem> Gates(Viewer viewer, RegistryWatch registry, GateWatch watch) =>
    [
        .. registry.Current.Gates.Values.Where(gate => viewer.Area.Contains(gate.Assignments[^1].Place))
            .OrderBy(gate => gate.Id.Value, StringComparer.Ordinal).Select(gate =>
        {
            var (assignment, seen) = (gate.Assignments[^1], watch.Find(gate.Id));
            return new GateItem(
                gate.Id.Value,
                assignment.Kind,
                assignment.Name,
                assignment.Place.District,
                assignment.Place.Street,
                assignment.Place.Community,
                seen?.LastSeen,
                seen?.Stream?.ToString(),
                seen?.MadeThrough,
                seen?.LastAck,
                seen?.StoredRecords,
                seen?.Software,
                seen?.Health is { } health ? GateHealthItem.Of(health) : null);
        }),
    ];

    private static IReadOnlyList<WaitingGate> Waiting(WaitingGates waiting) => waiting.List();

    private static async Task<IResult> Trends(
        string? by, string? level, string? code, string? from, string? to,
        Viewer viewer, IRecordStore store, RegistryWatch registry, CloudOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var at = query.Choice<PlaceLevel>(nameof(level), level, PlaceLevel.Community);
        var end = query.Time(nameof(to), to, clock.GetUtcNow());
        var start = query.Time(nameof(from), from, end.AddDays(-1));
        var span = query.Choice<SummarySpan>(nameof(by), by, end - start > TimeSpan.FromDays(31) ? SummarySpan.Day : SummarySpan.Hour);
        var within = code is null ? null : PlaceNames.Find(registry.Current, code);
        if (code is not null && within is null)
            query.Fault(nameof(code), $"is no gate, community, street or district of the registry: '{code}'");
        if (viewer.Area.Place is { } own && at > own.Level)
            query.Fault(nameof(level), $"must not be above your own area, a {WireName.Of(own.Level)}");
        if (start >= end)
            query.Fault(nameof(from), "must be before 'to'");
        var period = TrendPeriod.Of(span, start, end, options.TimeZone);
        if (period.Starts.Count > TrendPeriod.MaxSpans)
            query.Fault(nameof(from), $"to 'to' there are more than {TrendPeriod.MaxSpans} of 'by'");
        var expected = PlaceNames.Of(registry.Current, at, within ?? viewer.Area.Place);
        if ((long)expected.Count * period.Starts.Count > Trend.MaxPoints)
            query.Fault(nameof(level), $"gives {expected.Count} series of {period.Starts.Count}; an answer holds {Trend.MaxPoints} points: narrow 'code' or time");
        if (query.Problem is { } problem)
            return problem;
        var sums = await store.SumSummariesAsync(
            new SummaryQuery(span, at, within, period.Starts[0], period.EndSeconds) { Area = viewer.Area.Place }, cancellation);
        return TypedResults.Ok(new TrendAnswer(span, options.TimeZone.Id, Trend.Lay(period, sums, expected, options.TimeZone)));
    }

    private static async Task<IResult> LedgerOf(
        string? gate, Viewer viewer, IRecordStore store, RegistryWatch registry, GateWatch watch, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var one = query.Gate(nameof(gate), gate, required: false);
        if (query.Problem is { } problem)
            return problem;
        var items = new List<LedgerItem>();
        foreach (var id in one is { } only ? [only] : (await store.GatesAsync(cancellation)).Where(id => IsOf(viewer, registry.Current, id)))
        {
            var seen = watch.Find(id);
            var entries = await Ledger.OfGateAsync(
                store, id, stream => seen?.Stream == stream ? seen.MadeThrough : 0, cancellation);
            items.AddRange(entries.Select(LedgerItem.Of));
        }

        return TypedResults.Ok(items);
    }

    private static bool IsOf(Viewer viewer, GateRegistry registry, GateId id) =>
        viewer.Area.IsEverything || (registry.Gates.GetValueOrDefault(id) is { } gate && viewer.Area.EverHad(gate));
}
