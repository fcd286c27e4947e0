using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.Net.Http.Headers;

namespace Checkpoint.CloudIngest.Web.Assets;

/// <summary>
/// The page for officials: one document, whatever its address says it shows, and the files that it names. They hold nobody's
/// data: the page asks the API for that, which answers those who have signed in.
/// </summary>
internal static class PageRoutes
{
    /// <summary>First parts of the page's own addresses. The page's router (Page/src/route.ts) has the same.</summary>
    public static readonly IReadOnlyList<string> Views = ["trends", "gates", "screenings", "reports", "warnings", "audit"];

    private const string Document = "index.html";

    private const string NotBuilt = """
        本服务编译时未包含网页。请用 ./checkpoint build 编译，它会先生成网页。
        This service was built without its page. Build it with ./checkpoint build, which makes the page first.
        """;

    public static void Map(IEndpointRouteBuilder routes, PageFiles files)
    {
        foreach (var path in Views.Select(view => $"/{view}/{{**rest}}").Prepend("/"))
            Get(routes, path, (HttpContext context) => DocumentOf(context, files));
        Get(routes, "/favicon.svg", (HttpContext context) => Of(context, files, "favicon.svg", "public, max-age=86400"));
        // Their names carry their contents' hash.
        Get(routes, "/assets/{file}", (string file, HttpContext context) => Of(context, files, $"assets/{file}", "public, max-age=31536000, immutable"));
    }

    private static void Get(IEndpointRouteBuilder routes, string path, Delegate handler) =>
        routes.MapGet(path, handler).ExcludeFromDescription().Open("the page itself, nobody's data");

    private static IResult DocumentOf(HttpContext context, PageFiles files) => files.Find(Document) is null
        ? Results.Text(NotBuilt, "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound)
        : Of(context, files, Document, "no-cache");

    private static IResult Of(HttpContext context, PageFiles files, string name, string caching)
    {
        if (files.Find(name) is not { } file)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound);
        var packed = file.Packed is not null && TakesBrotli(context.Request);
        context.Response.Headers.CacheControl = caching;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        if (packed)
            context.Response.Headers.ContentEncoding = "br";
        return Results.Stream(
            files.Open(packed ? file.Packed! : file.Plain), file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}{(packed ? "-br" : "")}\""));
    }

    /// <summary>Browsers say so over HTTPS and on this machine.</summary>
    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
}
