using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;

namespace Checkpoint.CloudIngest.Web;

/// <summary>
/// Accounts and tokens, for administrators of the area that they are for. Accounts are disabled, not deleted: reports and
/// audit go on naming them.
/// </summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        MapAccounts(api);
        MapTokens(api);
    }

    private static void MapAccounts(IEndpointRouteBuilder api)
    {
        var ofAccount = AreaRule.Item(context => People(context).Find(AccountFields.Normal((string)context.Request.RouteValues["name"]!))?.Area);
        api.MapGet("/accounts", (Viewer viewer, People people) => people.List(viewer.Area).Select(AccountItem.Of).ToList())
            .WithSummary("Who may sign in").Answers(AccountExamples.Accounts).For(RouteRules.Administrators, AreaRule.Narrowed);
        api.MapPost("/accounts", Add).WithSummary("Lets somebody in").Accepts<NewAccountBody>("application/json").Takes(AccountExamples.NewAccount).Produces(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Administrators, AreaRule.Body("area"));
        var named = new Parameter("name", "The account's name.", "li");
        api.MapPatch("/accounts/{name}", Change).WithSummary("Changes role or area, disables or enables; signs them out everywhere")
            .Asks(named).Accepts<AccountChangeBody>("application/json").Takes(AccountExamples.Change).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Administrators, ofAccount.AndBody("area"));
        api.MapPut("/accounts/{name}/password", SetPassword).WithSummary("Gives a new password; signs them out everywhere")
            .Asks(named).Accepts<PasswordBody>("application/json").Takes(AccountExamples.Password).Produces(StatusCodes.Status204NoContent)
            .ForPeople(RouteRules.Administrators, ofAccount);
    }

    private static void MapTokens(IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", (Viewer viewer, Tokens tokens) => tokens.List(viewer.Area).Select(TokenItem.Of).ToList())
            .WithSummary("Programs that are let in, without their tokens").Answers(AccountExamples.Tokens).For(RouteRules.Administrators, AreaRule.Narrowed);
        api.MapPost("/tokens", AddToken).WithSummary("Lets a program in; the token is told this once")
            .Accepts<NewTokenBody>("application/json").Takes(AccountExamples.NewToken)
            .Produces<NewTokenItem>(StatusCodes.Status201Created).Answers(AccountExamples.Token)
            .ProducesProblem(StatusCodes.Status409Conflict).ForPeople(RouteRules.Administrators, AreaRule.Body("area"));
        api.MapDelete("/tokens/{id:long}", (long id, Viewer viewer, AccountDesk desk) => Done(() => desk.Revoke(id, Actor.Of(viewer))))
            .WithSummary("Lets a program in no more").Asks(new Parameter("id", "The token's number, as the list of tokens has it.", "2")).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict)
            .ForPeople(
                RouteRules.Administrators,
                AreaRule.Item(context => long.TryParse((string)context.Request.RouteValues["id"]!, out var id)
                    ? context.RequestServices.GetRequiredService<Tokens>().Find(id)?.Area
                    : null));
    }

    private static IResult Add(RequestBody body, Viewer viewer, AccountDesk desk)
    {
        var name = AccountBodies.Name(body);
        var (role, area) = (AccountBodies.Role(body, required: true), AccountBodies.Area(body, required: true));
        var password = AccountBodies.Password(body, name);
        body.Fields.Finish();
        return body.Problem ?? Done(
            () => desk.Add(name, role!.Value, area!.Value, password, Actor.Of(viewer)), TypedResults.Created($"/api/v1/accounts/{Uri.EscapeDataString(name)}"));
    }

    private static IResult Change(string name, RequestBody body, Viewer viewer, AccountDesk desk)
    {
        var change = new AccountChange(
            AccountBodies.Role(body, required: false),
            AccountBodies.Area(body, required: false),
            body.Fields.Has("disabled") ? body.Fields.Flag("disabled", false) : null);
        body.Fields.Finish();
        return body.Problem ?? Done(() => desk.Change(AccountFields.Normal(name), change, Actor.Of(viewer)));
    }

    private static IResult SetPassword(string name, RequestBody body, Viewer viewer, AccountDesk desk)
    {
        var password = AccountBodies.Password(body, AccountFields.Normal(name));
        body.Fields.Finish();
        return body.Problem ?? Done(() => desk.SetPassword(AccountFields.Normal(name), password, Actor.Of(viewer)));
    }

    private static IResult AddToken(RequestBody body, Viewer viewer, AccountDesk desk)
    {
        var name = AccountBodies.Name(body);
        var (role, area) = (AccountBodies.Role(body, required: true), AccountBodies.Area(body, required: true));
        var days = body.Fields.Integer("days", 90, 1, Tokens.MaxLifetime.Days);
        body.Fields.Finish();
        if (body.Problem is { } problem)
            return problem;
        var token = new NewToken(name, role!.Value, area!.Value, TimeSpan.FromDays(days));
        try
        {
            return TypedResults.Created((string?)null, new NewTokenItem(desk.AddToken(token, Actor.Of(viewer))));
        }
        catch (AccountRefusedException refused)
        {
            return Refused(refused);
        }
    }

    private static IResult Done(Action act, IResult? answer = null)
    {
        try
        {
            act();
            return answer ?? TypedResults.NoContent();
        }
        catch (AccountRefusedException refused)
        {
            return Refused(refused);
        }
    }

    private static IResult Refused(AccountRefusedException refused) =>
        Results.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict, title: "That can't be.");

    private static People People(HttpContext context) => context.RequestServices.GetRequiredService<People>();
}
