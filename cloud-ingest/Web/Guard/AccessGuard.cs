using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>
/// Stands before every endpoint: who asks, whether the route is for them, and whether what they name lies in their area. A
/// route that declares nothing is refused here too, though the service does not start with one.
/// </summary>
internal sealed class AccessGuard(SignIns signIns, RegistryWatch registry)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<OpenRoute>() is not null)
        {
            await next(context);
            return;
        }

        try
        {
            if (Refuse(context, endpoint) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
        }
        catch (StoreException exception)
        {
            await Unavailable(exception).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    public static IResult Unavailable(StoreException exception) => Results.Problem(
        exception.Fault.ToString(), statusCode: StatusCodes.Status503ServiceUnavailable, title: "The database can't answer.");

    private IResult? Refuse(HttpContext context, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<RouteRule>() is not { } rule)
            return AreaCheck.Forbidden("This route is for nobody.");
        if (signIns.Identify(context) is not { } viewer)
            return NotSignedIn(context);
        context.Features.Set(viewer);
        if (!rule.Allows(viewer.Role))
            return AreaCheck.Forbidden($"This is not for the role {Contract.WireName.Of(viewer.Role)}.");
        if (rule.PeopleOnly && !viewer.IsPerson)
            return AreaCheck.Forbidden("This is for people who have signed in with their password, not for tokens.");
        return RefuseArea(context, viewer, rule.Area);
    }

    private IResult? RefuseArea(HttpContext context, Viewer viewer, AreaRule rule) => rule.Kind switch
    {
        AreaRuleKind.Everything => AreaCheck.Refuse(viewer, Area.Everything),
        AreaRuleKind.Named => ValuesOf(context, rule).Select(named => AreaCheck.Refuse(viewer, registry.Current, named.Name, named.Value))
            .FirstOrDefault(refusal => refusal is not null),
        AreaRuleKind.Item => rule.Find!(context) is { } area
            ? AreaCheck.Refuse(viewer, area)
            : Results.Problem(statusCode: StatusCodes.Status404NotFound),
        _ => null,
    };

    /// <summary>Each value of each parameter: one that is given twice is held against the area twice.</summary>
    private static IEnumerable<(string Name, string Value)> ValuesOf(HttpContext context, AreaRule rule) =>
        from name in rule.Parameters
        from value in context.Request.RouteValues.TryGetValue(name, out var part) ? [part?.ToString() ?? ""] : context.Request.Query[name].ToArray()
        select (name, value ?? "");

    private static IResult NotSignedIn(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(
            "Sign in, or show a token: Authorization: Bearer TOKEN.", statusCode: StatusCodes.Status401Unauthorized, title: "You have not signed in.");
    }
}
