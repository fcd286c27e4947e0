using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>
/// Stands before every endpoint: who asks, whether the route is for them, and whether what they name lies in their area. Looks
/// at single screenings are recorded here, before they are given. A route that declares nothing is refused here too, though
/// the service does not start with one.
/// </summary>
internal sealed class AccessGuard(Credentials credentials, RegistryWatch registry, AuditLog audit, ILogger<AccessGuard> log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<OpenRoute>() is not null)
        {
            await next(context);
            return;
        }

        Look? look = null;
        try
        {
            if (Refuse(context, endpoint, out look) is { } refusal)
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

        if (look is null)
            await next(context);
        else
            await LookAsync(context, look, next);
    }

    public static IResult Unavailable(StoreException exception) => Results.Problem(
        exception.Fault.ToString(), statusCode: StatusCodes.Status503ServiceUnavailable, title: "The database can't answer.");

    private IResult? Refuse(HttpContext context, RouteEndpoint endpoint, out Look? look)
    {
        look = null;
        // Other people's data: not to be kept by browsers and proxies.
        context.Response.Headers.CacheControl = "no-store";
        if (endpoint.Metadata.GetMetadata<RouteRule>() is not { } rule)
            return AreaCheck.Forbidden("This route is for nobody.");
        if (!Credentials.IsPrivate(context))
            return Credentials.NotPrivate();
        if (credentials.Identify(context) is not { } viewer)
            return NotSignedIn(context);
        if (Credentials.MayBeForged(context))
            return Credentials.Forged();
        context.Features.Set(viewer);
        if (!rule.Allows(viewer.Role))
            return AreaCheck.Forbidden($"This is not for the role {Contract.WireName.Of(viewer.Role)}.");
        if (rule.PeopleOnly && !viewer.IsPerson)
            return AreaCheck.Forbidden("This is for people who have signed in with their password, not for tokens.");
        if (RefuseArea(context, viewer, rule.Area) is { } refusal)
            return refusal;
        if (rule.Singles)
            context.Features.Set(look = audit.Begin(new Act(AuditAct.Looked, Actor.Of(viewer), AreaOf(context, viewer, rule.Area), QueryOf(context))));
        return null;
    }

    /// <summary>A look whose end can't be recorded was recorded at its beginning: who, when and what.</summary>
    private async Task LookAsync(HttpContext context, Look look, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            try
            {
                audit.End(look, context.Response.StatusCode);
            }
            catch (StoreException exception)
            {
                log.LogError("How many rows look {Look} showed can't be recorded: {Fault}", look.Id, exception.Fault);
            }
        }
    }

    private IResult? RefuseArea(HttpContext context, Viewer viewer, AreaRule rule) => rule.Kind switch
    {
        AreaRuleKind.Everything => AreaCheck.Refuse(viewer, Area.Everything),
        AreaRuleKind.Named => ValuesOf(context, rule).Select(named => AreaCheck.Refuse(viewer, registry.Current, named.Name, named.Value))
            .FirstOrDefault(refusal => refusal is not null),
        // What lies elsewhere is not told apart from what there is not.
        AreaRuleKind.Item => rule.Find!(context) is { } area && viewer.Area.Contains(area)
            ? null
            : Results.Problem(statusCode: StatusCodes.Status404NotFound),
        _ => null,
    };

    /// <summary>What a look concerns: the first place that it names, else all that the viewer may see.</summary>
    private Area AreaOf(HttpContext context, Viewer viewer, AreaRule rule) =>
        ValuesOf(context, rule).Select(named => AreaCheck.AreaOf(viewer, registry.Current, named.Value)).FirstOrDefault() ?? viewer.Area;

    /// <summary>Without empty parts, by which what was looked for could be pushed out of what is kept of it.</summary>
    private static string QueryOf(HttpContext context)
    {
        var parts = context.Request.QueryString.ToUriComponent().TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return $"{context.Request.Path.ToUriComponent()}{(parts.Length == 0 ? "" : "?")}{string.Join('&', parts)}";
    }

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
