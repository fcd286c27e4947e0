using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// Who asks. An endpoint that takes one as a parameter gets it. What a request names by code or id has been held against the
/// area already; an endpoint that gives a list must narrow it by <see cref="Area"/> itself, as its route then declares.
/// </summary>
/// <param name="Name">Of the account, or of the token.</param>
/// <param name="IsPerson">False for a program with a token: it can't sign for anybody.</param>
/// <param name="Address">Where the request came from.</param>
public sealed record Viewer(string Name, Role Role, Area Area, bool IsPerson, string Address)
{
    /// <summary>What minimal APIs bind a parameter by; null where a route is open and nobody has signed in.</summary>
    public static ValueTask<Viewer?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Viewer>());
}
