namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>What holds also where nobody needs to sign in; stands before every endpoint, in every role of the service.</summary>
internal static class OpenRouteCheck
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenRoute>() is not { } open)
            return next(context);
        return Refuse(context, open) is { } refusal ? refusal.ExecuteAsync(context) : next(context);
    }

    private static IResult? Refuse(HttpContext context, OpenRoute open)
    {
        if (open.LoopbackOnly && !Credentials.IsLoopback(context))
            return AreaCheck.Forbidden("This is answered to this machine only; web.openMetrics opens it.");
        return Credentials.MayBeForged(context) ? Credentials.Forged() : null;
    }
}
