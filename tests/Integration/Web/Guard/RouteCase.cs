using System.Net.Http;
using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>How a route is tried by every role, for its own area and a foreign one.</summary>
/// <param name="Route">Method and pattern, as the service has them.</param>
/// <param name="Roles">Who may ask, beside administrators, who always may.</param>
/// <param name="PeopleOnly">Not for tokens.</param>
/// <param name="Own">Asks for what lies in <see cref="ServingHost.Own"/>; may prepare what it names.</param>
/// <param name="Foreign">Asks for what lies elsewhere; null: nothing in the request names a place, see <paramref name="Narrow"/>.</param>
/// <param name="Narrow">What the answer to <paramref name="Own"/> never shows.</param>
/// <param name="ConcernsNoArea">There is nothing foreign to ask for.</param>
internal sealed record RouteCase(
    string Route,
    Role[] Roles,
    bool PeopleOnly,
    Func<ServingHost, HttpRequestMessage> Own,
    Func<ServingHost, HttpRequestMessage>? Foreign = null,
    string[]? Narrow = null,
    bool ConcernsNoArea = false)
{
    public bool Allows(Role role) => role == Role.Administrator || Roles.Contains(role);

    public override string ToString() => Route;
}
