using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Signing in and out, one's own rights and one's own password.</summary>
internal static class SessionApi
{
    private const string Route = "/session";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Route, SignInAsync).WithSummary("Signs in; the answer sets a cookie")
            .Accepts<SignInBody>("application/json").Takes(AccountExamples.SignIn).Produces<SessionItem>().Answers(AccountExamples.Session)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .Open("whoever signs in has not signed in yet").RequireRateLimiting(RateLimits.SignIn);
        api.MapGet(Route, (Viewer viewer, CloudOptions options) => SessionItem.Of(viewer, options.TimeZone)).WithSummary("Who asks, and what they may see")
            .Answers(AccountExamples.Session).For(RouteRules.Everyone, AreaRule.None);
        api.MapDelete(Route, SignOut).WithSummary("Signs out").Produces(StatusCodes.Status204NoContent).ForPeople(RouteRules.Everyone, AreaRule.None);
        api.MapPut(Route + "/password", ChangePasswordAsync).WithSummary("Changes one's own password, and signs out everywhere else")
            .Accepts<OwnPasswordBody>("application/json").Takes(AccountExamples.OwnPassword).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ForPeople(RouteRules.Everyone, AreaRule.None).RequireRateLimiting(RateLimits.SignIn);
    }

    private static async Task<IResult> SignInAsync(RequestBody body, HttpContext context, SignIns signIns, CloudOptions options, CancellationToken cancellation)
    {
        var (name, password) = (body.Fields.RequiredText("name"), body.Fields.RequiredText("password"));
        // What no account can have is not looked for, nor hashed.
        if (name.Length > AccountFields.MaxNameLength)
            body.Fields.Fault("name", $"must have at most {AccountFields.MaxNameLength} characters");
        RefuseLong(body, "password", password);
        body.Fields.Finish();
        if (body.Problem is { } problem)
            return problem;
        if (!Credentials.IsPrivate(context))
            return Credentials.NotPrivate();
        var result = await signIns.TryAsync(name, password, Credentials.AddressOf(context), cancellation);
        if (result.Wait is { } wait)
            return RateLimits.Refusal(context, wait);
        if (result is not { Account: { } account, Secret: { } secret })
            return Results.Problem("Name or password is wrong.", statusCode: StatusCodes.Status401Unauthorized, title: "You have not signed in.");
        Credentials.Give(context, secret);
        return TypedResults.Ok(SessionItem.Of(new Viewer(account.Name, account.Role, account.Area, IsPerson: true, ""), options.TimeZone));
    }

    private static NoContent SignOut(HttpContext context, Sessions sessions)
    {
        sessions.End(Credentials.SecretOf(context)!);
        Credentials.Take(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        RequestBody body, HttpContext context, Viewer viewer, SignIns signIns, AccountDesk desk, People people, Sessions sessions,
        ServingDatabase database, CancellationToken cancellation)
    {
        var current = body.Fields.RequiredText("current");
        RefuseLong(body, "current", current);
        var password = AccountBodies.Password(body, viewer.Name);
        body.Fields.Finish();
        if (body.Problem is { } problem)
            return problem;
        var (right, wait) = await signIns.ConfirmAsync(viewer, current, cancellation);
        if (wait is { } pause)
            return RateLimits.Refusal(context, pause);
        if (!right)
            body.Fields.Fault("current", "is not your password");
        if (body.Problem is { } wrong)
            return wrong;
        desk.SetPassword(viewer.Name, password, Actor.Of(viewer));
        Credentials.Give(context, database.Write(transaction => sessions.Start(transaction, people.Find(viewer.Name)!)));
        return TypedResults.NoContent();
    }

    private static void RefuseLong(RequestBody body, string field, string password)
    {
        if (password.EnumerateRunes().Count() > PasswordRules.MaxLength)
            body.Fields.Fault(field, $"must have at most {PasswordRules.MaxLength} characters");
    }
}
