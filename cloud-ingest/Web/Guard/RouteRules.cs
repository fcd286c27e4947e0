using System.Collections.Frozen;
using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>How routes declare whom they are for.</summary>
public static class RouteRules
{
    /// <summary>For everyone who has signed in.</summary>
    public static readonly IReadOnlySet<Role> Everyone = Enum.GetValues<Role>().ToFrozenSet();

    public static readonly IReadOnlySet<Role> Officials = FrozenSet.Create(Role.Official, Role.Administrator);

    public static readonly IReadOnlySet<Role> Technicians = FrozenSet.Create(Role.Technician, Role.Administrator);

    public static readonly IReadOnlySet<Role> Administrators = FrozenSet.Create(Role.Administrator);

    /// <summary>A program with a token may ask as well.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, IReadOnlySet<Role> roles, AreaRule area) =>
        route.Ruled(new RouteRule(area, roles, PeopleOnly: false, Singles: false));

    /// <summary>Only somebody who has signed in with a password.</summary>
    public static RouteHandlerBuilder ForPeople(this RouteHandlerBuilder route, IReadOnlySet<Role> roles, AreaRule area) =>
        route.Ruled(new RouteRule(area, roles, PeopleOnly: true, Singles: false));

    /// <summary>Shows single screenings: recorded before the endpoint runs, and not answered if that fails.</summary>
    public static RouteHandlerBuilder ForSingles(this RouteHandlerBuilder route, IReadOnlySet<Role> roles, AreaRule area) =>
        route.Ruled(new RouteRule(area, roles, PeopleOnly: false, Singles: true));

    /// <summary>Without sign-in.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder route, string reason, bool loopbackOnly = false)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OpenRoute(reason, loopbackOnly));

    /// <summary>For routes that are no handlers of ours, such as the API's document.</summary>
    public static TBuilder Ruled<TBuilder>(this TBuilder route, RouteRule rule)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(rule);

    /// <summary>Routes that declare nothing, or both. A service that has one must not start.</summary>
    public static IReadOnlyList<string> Faults(EndpointDataSource routes) =>
    [
        .. routes.Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetOrderedMetadata<RouteRule>().Count + route.Metadata.GetOrderedMetadata<OpenRoute>().Count != 1)
            .Select(route => $"{route.DisplayName} must declare whom it is for, once"),
    ];
}
