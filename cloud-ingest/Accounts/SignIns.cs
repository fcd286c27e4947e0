namespace Checkpoint.CloudIngest.Accounts;

/// <summary>Tells who sends a request.</summary>
public sealed class SignIns(Tokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null: nobody that may come in.</summary>
    /// <exception cref="Store.StoreException">The service's own database can't be read or written.</exception>
    public Viewer? Identify(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? tokens.Identify(header[Scheme.Length..].Trim(), AddressOf(context))
            : null;
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
