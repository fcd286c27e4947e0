using Checkpoint.CloudIngest.Accounts;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>What the page asks of today, and what it makes its menus of.</summary>
internal static class TodayCases
{
    private static readonly Role[] Everyone = [Role.Official, Role.Technician, Role.Administrator];

    private static readonly string[] Beside = ["gate-foreign", Foreign];

    public static IEnumerable<RouteCase> All { get; } =
    [
        new("GET /api/v1/areas", Everyone, false, _ => Request("GET", "/api/v1/areas"), Narrow: Beside),
        Of("overview"),
        Of("gates/today"),
        Of("live"),
    ];

    private static RouteCase Of(string path) => new(
        $"GET /api/v1/{path}", Everyone, false,
        _ => Request("GET", $"/api/v1/{path}"),
        _ => Request("GET", $"/api/v1/{path}?area={Foreign}"),
        Narrow: Beside);
}
