using System.Net;
using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>
/// What a request shows of who sends it: a program's token, or the cookie of a person's session. Addresses and scheme are
/// those that a trusted proxy has told, where there is one.
/// </summary>
internal sealed class Credentials(Tokens tokens, Sessions sessions)
{
    /// <summary>
    /// A browser sends no such header for another site without asking first, and is never told yes. Any value will do. With
    /// the cookie's SameSite=Strict either would be enough against forged requests; neither needs a token kept on the page.
    /// </summary>
    public const string OwnHeader = "X-Checkpoint";

    /// <summary>Over HTTPS: browsers take it from this host alone, with Secure and for all paths.</summary>
    private const string SecureCookie = "__Host-checkpoint";

    private const string LoopbackCookie = "checkpoint";

    private const string Scheme = "Bearer ";

    /// <summary>Null: nobody that may come in.</summary>
    /// <exception cref="Store.StoreException">The service's own database can't be read or written.</exception>
    public Viewer? Identify(HttpContext context) => TokenOf(context) is { } token
        ? tokens.Identify(token, AddressOf(context))
        : SecretOf(context) is { } secret ? sessions.Identify(secret, AddressOf(context)) : null;

    /// <summary>
    /// Passwords, tokens and what they open don't travel in the clear: HTTPS, told by a trusted proxy or spoken here, or this
    /// machine itself.
    /// </summary>
    public static bool IsPrivate(HttpContext context) => context.Request.IsHttps || IsLoopback(context);

    public static bool IsLoopback(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    /// <summary>
    /// Whether another site's page may have had a browser send this: it changes something, by cookie, and does not show that a
    /// page of ours or a program made it.
    /// </summary>
    public static bool MayBeForged(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && TokenOf(context) is null
        && (!context.Request.Headers.ContainsKey(OwnHeader) || context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"));

    public static string? SecretOf(HttpContext context) => context.Request.Cookies[CookieOf(context)];

    /// <summary>Till the browser is closed, or <see cref="Sessions"/> ends it.</summary>
    public static void Give(HttpContext context, string secret) => context.Response.Cookies.Append(CookieOf(context), secret, Options(context));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(CookieOf(context), Options(context));

    public static IResult NotPrivate() => AreaCheck.Forbidden(
        "Passwords, tokens and health data don't travel in the clear: ask by HTTPS, through a proxy that web.proxies names.");

    public static IResult Forged() => AreaCheck.Forbidden(
        $"What changes something must come from a page of this service, or from a program: with the header {OwnHeader}.");

    private static string? TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private static string CookieOf(HttpContext context) => context.Request.IsHttps ? SecureCookie : LoopbackCookie;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true,
    };
}
