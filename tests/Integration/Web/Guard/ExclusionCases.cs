using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.Contract;
using Microsoft.Extensions.DependencyInjection;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>The routes of excluded hours. Each request is about an hour of its own.</summary>
internal static class ExclusionCases
{
    private static readonly Role[] Everyone = [Role.Official, Role.Technician, Role.Administrator];

    private static readonly Role[] Technicians = [Role.Technician];

    private static int _hours;

    public static IEnumerable<RouteCase> All { get; } =
    [
        new("GET /api/v1/exclusions", Everyone, false, Listing, _ => Request("GET", $"/api/v1/exclusions?area={Foreign}"), Narrow: ["gate-foreign", Foreign]),
        new("POST /api/v1/exclusions", Technicians, true, _ => Request("POST", "/api/v1/exclusions", Body("gate-own")), _ => Request("POST", "/api/v1/exclusions", Body("gate-foreign"))),
        new(
            "POST /api/v1/exclusions/{id:long}/withdraw", Technicians, true,
            host => Request("POST", $"{Of(host, "gate-own", OwnCommunity)}/withdraw", new { reason = "the other door" }),
            host => Request("POST", $"{Of(host, "gate-foreign", ForeignCommunity)}/withdraw", new { reason = "the other door" })),
    ];

    /// <summary>Has an hour excluded; the exclusion's path.</summary>
    public static string Of(ServingHost host, string gate, string community)
    {
        var from = NextHour();
        var request = new ExclusionRequest(GateId.Parse(gate), AreaOf(community), from, from.AddHours(1), "iced over");
        return $"/api/v1/exclusions/{host.App.Services.GetRequiredService<ExclusionActs>().Exclude(request, new("tests", "")).Made!.Id}";
    }

    private static HttpRequestMessage Listing(ServingHost host)
    {
        Of(host, "gate-foreign", ForeignCommunity);
        Of(host, "gate-own", OwnCommunity);
        return Request("GET", "/api/v1/exclusions");
    }

    private static object Body(string gate)
    {
        var from = NextHour();
        return new { gate, from, to = from.AddHours(1), reason = "iced over" };
    }

    private static DateTimeOffset NextHour() => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(Interlocked.Increment(ref _hours));
}
