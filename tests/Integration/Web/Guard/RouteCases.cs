using Checkpoint.CloudIngest.Accounts;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>Every route that needs a sign-in. One that is not here fails the suite.</summary>
internal static class RouteCases
{
    private static readonly Role[] Everyone = [Role.Official, Role.Technician, Role.Administrator];

    private static readonly Role[] Officials = [Role.Official];

    private static readonly Role[] Technicians = [Role.Technician];

    private static readonly Role[] Administrators = [];

    /// <summary>What would show that an answer has something of the street beside.</summary>
    private static readonly string[] Beside = ["gate-foreign", Foreign];

    public static readonly IReadOnlyList<RouteCase> All = [.. Asking(), .. TodayCases.All, .. ReportCases.All, .. WarningCases.All, .. ExclusionCases.All, .. OneselfAndAccounts(), .. TokensAndAudit()];

    private static IEnumerable<RouteCase> Asking() =>
    [
        new("GET /openapi/{documentName}.json", Everyone, false, _ => Request("GET", "/openapi/v1.json"), ConcernsNoArea: true),
        new("GET /api/v1/gates", Everyone, false, _ => Request("GET", "/api/v1/gates"), Narrow: Beside),
        new("GET /api/v1/gates/waiting", Technicians, false, _ => Request("GET", "/api/v1/gates/waiting"), _ => Request("GET", "/api/v1/gates/waiting")),
        new(
            "GET /api/v1/screenings", Officials, false,
            _ => Request("GET", $"/api/v1/screenings?area=gate-own&{Day}"),
            _ => Request("GET", $"/api/v1/screenings?area=gate-foreign&{Day}")),
        new(
            "GET /api/v1/screenings/csv", Officials, false,
            _ => Request("GET", $"/api/v1/screenings/csv?{Day}"),
            _ => Request("GET", $"/api/v1/screenings/csv?area={Foreign}&{Day}"),
            Narrow: ["gate-foreign", Foreign]),
        new(
            "GET /api/v1/trends", Everyone, false,
            _ => Request("GET", $"/api/v1/trends?by=hour&level=community&{Day}"),
            _ => Request("GET", $"/api/v1/trends?by=hour&level=community&code={Foreign}&{Day}"),
            Narrow: Beside),
        new(
            "GET /api/v1/ledger", Technicians, false,
            _ => Request("GET", "/api/v1/ledger"),
            _ => Request("GET", "/api/v1/ledger?gate=gate-foreign"),
            Narrow: Beside),
    ];

    private static IEnumerable<RouteCase> OneselfAndAccounts() =>
    [
        new("GET /api/v1/session", Everyone, false, _ => Request("GET", "/api/v1/session"), ConcernsNoArea: true),
        new("DELETE /api/v1/session", Everyone, true, _ => Request("DELETE", "/api/v1/session"), ConcernsNoArea: true),
        new(
            "PUT /api/v1/session/password", Everyone, true,
            _ => Request("PUT", "/api/v1/session/password", new { current = Password, password = "ten snowy gates at dusk" }),
            ConcernsNoArea: true),
        new("GET /api/v1/accounts", Administrators, false, _ => Request("GET", "/api/v1/accounts"), Narrow: [Foreign]),
        new(
            "POST /api/v1/accounts", Administrators, true,
            _ => Request("POST", "/api/v1/accounts", NewAccount(OwnCommunity)),
            _ => Request("POST", "/api/v1/accounts", NewAccount(ForeignCommunity))),
        new(
            "PATCH /api/v1/accounts/{name}", Administrators, true,
            host => Request("PATCH", $"/api/v1/accounts/{host.AddAccount(Role.Official, OwnArea)}", new { disabled = true }),
            host => Request("PATCH", $"/api/v1/accounts/{host.AddAccount(Role.Official, AreaOf(Foreign))}", new { disabled = true })),
        new(
            "PUT /api/v1/accounts/{name}/password", Administrators, true,
            host => Request("PUT", $"/api/v1/accounts/{host.AddAccount(Role.Official, OwnArea)}/password", new { password = "ten snowy gates at dusk" }),
            host => Request("PUT", $"/api/v1/accounts/{host.AddAccount(Role.Official, AreaOf(Foreign))}/password", new { password = "ten snowy gates at dusk" })),
    ];

    private static IEnumerable<RouteCase> TokensAndAudit() =>
    [
        new("GET /api/v1/tokens", Administrators, false, _ => Request("GET", "/api/v1/tokens"), Narrow: [Foreign]),
        new(
            "POST /api/v1/tokens", Administrators, true,
            _ => Request("POST", "/api/v1/tokens", new { name = "excel", role = "official", area = OwnCommunity, days = 30 }),
            _ => Request("POST", "/api/v1/tokens", new { name = "excel", role = "official", area = "all", days = 30 })),
        new(
            "DELETE /api/v1/tokens/{id:long}", Administrators, true,
            host => Request("DELETE", $"/api/v1/tokens/{host.AddToken(Role.Official, OwnArea).Id}"),
            host => Request("DELETE", $"/api/v1/tokens/{host.AddToken(Role.Official, AreaOf(Foreign)).Id}")),
        new(
            "GET /api/v1/audit", Administrators, false,
            _ => Request("GET", "/api/v1/audit"),
            _ => Request("GET", $"/api/v1/audit?code={Foreign}"),
            Narrow: [Foreign]),
    ];

    private static object NewAccount(string area) =>
        new { name = $"new-{Guid.NewGuid():N}", role = "official", area, password = Password };
}
