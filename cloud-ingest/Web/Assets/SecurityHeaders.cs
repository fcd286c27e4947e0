namespace Checkpoint.CloudIngest.Web.Assets;

/// <summary>What every answer forbids browsers.</summary>
internal static class SecurityHeaders
{
    /// <summary>The page's own files and this service, nothing else; nothing inline.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For what is no page.</summary>
    private const string NothingPolicy = "default-src 'none'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", NothingPolicy);
            headers.XContentTypeOptions = "nosniff";
            // Addresses name areas and gates.
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
