using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;
using Microsoft.Extensions.DependencyInjection;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>The routes of early warning. Each request is about a warning of its own.</summary>
internal static class WarningCases
{
    private static readonly Role[] Everyone = [Role.Official, Role.Technician, Role.Administrator];

    private static readonly Role[] Officials = [Role.Official];

    private static readonly string[] Beside = ["gate-foreign", Foreign];

    private static int _gates;

    public static IEnumerable<RouteCase> All { get; } =
    [
        new("GET /api/v1/warnings", Everyone, false, host => Listing(host, ""), _ => Request("GET", $"/api/v1/warnings?area={Foreign}"), Narrow: Beside),
        new("GET /api/v1/warnings/standing", Everyone, false, host => Listing(host, "/standing"), _ => Request("GET", $"/api/v1/warnings/standing?area={Foreign}"), Narrow: Beside),
        new("GET /api/v1/warnings/{id:long}", Everyone, false, host => Request("GET", Of(host, OwnCommunity)), host => Request("GET", Of(host, ForeignCommunity)), Narrow: Beside),
        new("GET /api/v1/warnings/webhooks", [], false, _ => Request("GET", "/api/v1/warnings/webhooks"), Narrow: [ForeignHook]),
        Acting("acknowledge", new { note = "on my way" }),
        Acting("notes", new { text = "a doctor is there" }),
        Acting("close", new { conclusion = "explained", note = "a school trip" }),
        Acting("reopen", new { note = "not yet" }, isClosed: true),
    ];

    /// <summary>Has the service warn of a gate in this community; the warning's path.</summary>
    public static string Of(ServingHost host, string community, bool isClosed = false, DateOnly? day = null)
    {
        var (services, gate) = (host.App.Services, $"gate-{(community == OwnCommunity ? "warned" : "foreign")}-{Interlocked.Increment(ref _gates)}");
        var area = new WarningArea(PlaceLevel.Gate, gate, new LocalName("门", "door"), community);
        var evaluation = new AreaEvaluation(
            area,
            EvaluationAnswer.Alarm,
            null,
            new AreaDay(day ?? new DateOnly(2026, 2, 10), AreaDayState.Reported, 14, 5_210, 14, 0, 1),
            6.04,
            13,
            14,
            [new Signal(CloudIngest.Warnings.WarningMethod.BetaBinomial, 0.0002, 0.001, 0.0002, 0.01, true, 14, 6.04, 5_210)]);
        services.GetRequiredService<EvaluationKeeper>().Keep([evaluation], _ => [new ChartDay(evaluation.Today.Day, AreaDayState.Reported, 14, 5_210, 6.04, 13)], DateTimeOffset.UnixEpoch);
        var id = services.GetRequiredService<WarningBook>().List(
            new WarningQuery(Area.Everything, gate, WarningFilter.All, DateOnly.MinValue, DateOnly.MaxValue, long.MaxValue, 1)).Single().Id;
        if (isClosed)
            services.GetRequiredService<WarningActs>().Close(id, Conclusion.Explained, "x", new("tests", ""));
        return $"/api/v1/warnings/{id}";
    }

    private static HttpRequestMessage Listing(ServingHost host, string rest)
    {
        Of(host, ForeignCommunity);
        Of(host, OwnCommunity);
        return Request("GET", $"/api/v1/warnings{rest}");
    }

    private static RouteCase Acting(string act, object body, bool isClosed = false) => new(
        $"POST /api/v1/warnings/{{id:long}}/{act}", Officials, true,
        host => Request("POST", $"{Of(host, OwnCommunity, isClosed)}/{act}", body),
        host => Request("POST", $"{Of(host, ForeignCommunity, isClosed)}/{act}", body));
}
