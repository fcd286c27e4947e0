using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>Whom a route is for; every route has one, and without one the service does not start.</summary>
/// <param name="Roles">Who may ask; administrators always may.</param>
/// <param name="PeopleOnly">Not for programs: what is signed for, or what makes others' rights.</param>
/// <param name="Singles">Shows single screenings: each look is recorded.</param>
public sealed record RouteRule(AreaRule Area, IReadOnlySet<Role> Roles, bool PeopleOnly, bool Singles)
{
    public bool Allows(Role role) => role == Role.Administrator || Roles.Contains(role);
}
