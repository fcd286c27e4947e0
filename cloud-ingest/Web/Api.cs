using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Areas;
using Checkpoint.CloudIngest.Web.Exclusions;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.CloudIngest.Web.Reports;
using Checkpoint.CloudIngest.Web.Screenings;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.CloudIngest.Web.Warnings;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>
/// The read API. Each route declares whom it is for and what area it concerns; <see cref="AccessGuard"/> sees to it. A faulty
/// query is answered 400 with each parameter's fault, a database that can't answer 503.
/// </summary>
internal static class Api
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(AnswerStoreFaults).AddEndpointFilter(BodyAreas.CheckAsync).AddEndpointFilter(OpenApiParameters.RefuseOthersAsync).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        SessionApi.Map(api);
        AccountApi.Map(api);
        AuditApi.Map(api);
        api.MapGet("/gates", Gates).WithSummary("Registered gates, where they stand and when they were last seen")
            .Answers(GateExamples.Gates).For(RouteRules.Everyone, AreaRule.Narrowed);
        api.MapGet("/gates/waiting", Waiting).WithSummary("Gates that speak and are not registered")
            .Answers(GateExamples.Waiting).For(RouteRules.Technicians, AreaRule.Everything);
        ScreeningRoutes.Map(api);
        TrendApi.Map(api);
        ReportRoutes.Map(api);
        AreaRoutes.Map(api);
        TodayRoutes.Map(api);
        WarningRoutes.Map(api);
        ExclusionRoutes.Map(api);
        api.MapGet("/ledger", LedgerOf).WithSummary("What became of every seq; reads the whole stream").Produces<IReadOnlyList<LedgerItem>>()
            .Asks(new Parameter("gate", "A gate's id; without it, all gates that are or were in your area.", "west-gate-1"))
            .Answers(GateExamples.Ledger).For(RouteRules.Technicians, AreaRule.Named("gate"));
    }

    private static async ValueTask<object?> AnswerStoreFaults(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreException exception)
        {
            // What can't be read stays so until somebody mends it; other faults are told by the store's health.
            if (exception.Fault.Kind == StoreFaultKind.Unreadable)
                LoggerOf(context).LogError("The database has something that can't be read: {Fault}", exception.Fault);
            return AccessGuard.Unavailable(exception);
        }
    }

    private static ILogger LoggerOf(EndpointFilterInvocationContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Api).FullName!);

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
