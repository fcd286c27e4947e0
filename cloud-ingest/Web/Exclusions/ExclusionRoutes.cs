using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web.Exclusions;

/// <summary>Hours of a gate that are not counted: lists them, and has those who look after gates exclude and withdraw.</summary>
internal static class ExclusionRoutes
{
    private const int MaxItems = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exclusions", List).WithSummary("Hours of gates that are not counted, the latest entered first, in pages; withdrawn ones too")
            .Asks(Parameter.GateOrPlace("area"), Parameter.Limit(100, MaxItems), Parameter.Cursor("3"))
            .Produces<ExclusionPage>().Answers(ExclusionExamples.Page).For(RouteRules.Everyone, AreaRule.Named("area"));
        api.MapPost("/exclusions", Exclude).WithSummary("Stops counting hours of a gate whose thermometer can't be relied on; its records stay")
            .Accepts<ExclusionBody>("application/json").Takes(ExclusionExamples.Body).Produces<Exclusion>().Answers(ExclusionExamples.Made)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Technicians, AreaRule.Body("gate"));
        api.MapPost("/exclusions/{id:long}/withdraw", Withdraw).WithSummary("Counts the hours again")
            .Asks(new Parameter("id", "The exclusion's number.", "3")).Accepts<WithdrawalBody>("application/json").Takes(ExclusionExamples.Withdrawal).Produces<Exclusion>().Answers(ExclusionExamples.Withdrawn)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ForPeople(RouteRules.Technicians, AreaRule.Item(AreaOf));
    }

    private static Area? AreaOf(HttpContext context) =>
        long.TryParse((string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? context.RequestServices.GetRequiredService<ExclusionBook>().AreaOf(id)
            : null;

    private static IResult List(string? area, string? limit, string? cursor, Viewer viewer, ExclusionBook book, RegistryWatch registry)
    {
        var query = new QueryFields();
        var (within, gate) = query.Within(nameof(area), area, viewer, registry.Current);
        var count = query.Integer(nameof(limit), limit, 100, 1, MaxItems);
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            query.Fault(nameof(cursor), $"must be the 'next' of an earlier answer, is '{cursor}'");
        if (query.Problem is { } problem)
            return problem;
        var items = book.List(within, gate, before, count);
        return TypedResults.Ok(new ExclusionPage(items, items.Count < count ? null : items[^1].Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static IResult Exclude(
        RequestBody body, Viewer viewer, ExclusionActs acts, RegistryWatch registry, CloudOptions options, TimeProvider clock)
    {
        var request = ExclusionFields.Read(body, registry.Current, options.TimeZone, clock.GetUtcNow());
        if (request is null)
            return body.Problem!;
        if (AreaCheck.Refuse(viewer, request.Place) is { } refusal)
            return refusal;
        var (made, inTheWay) = acts.Exclude(request, Actor.Of(viewer));
        return made is not null
            ? TypedResults.Ok(made)
            : Answers.Conflict("from", $"to 'to' touches exclusion {inTheWay!.Id}, {inTheWay.From:O} to {inTheWay.To:O}: withdraw that first, or leave its hours out");
    }

    private static IResult Withdraw(long id, RequestBody body, Viewer viewer, ExclusionActs acts, ExclusionBook book)
    {
        var reason = body.Lines("reason", Exclusion.MaxReason, required: true);
        body.Fields.Finish();
        return body.Problem ?? acts.Withdraw(id, reason, Actor.Of(viewer)) switch
        {
            WithdrawalOutcome.Done => TypedResults.Ok(book.Find(id)!),
            WithdrawalOutcome.WithdrawnBefore => Answers.Conflict("id", $"exclusion {id} has been withdrawn already"),
            _ => Results.Problem(statusCode: StatusCodes.Status404NotFound),
        };
    }
}
