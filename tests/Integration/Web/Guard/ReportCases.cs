using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Microsoft.Extensions.DependencyInjection;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>The routes of daily reports. Each request is about a day of its own, so that none finds what another did.</summary>
internal static class ReportCases
{
    public const string Publication = "POST /api/v1/reports/{area}/{day}/issues/{number}/publication";

    private const string District = "230103";

    private static readonly Role[] Everyone = [Role.Official, Role.Technician, Role.Administrator];

    private static readonly Role[] Officials = [Role.Official];

    private static int _days;

    public static IEnumerable<RouteCase> All { get; } =
    [
        new(
            "GET /api/v1/reports", Everyone, false,
            host => Request("GET", $"/api/v1/reports?from={Issue(host, Foreign, Issue(host, Own).Day).Day}"),
            _ => Request("GET", $"/api/v1/reports?area={Foreign}"),
            Narrow: ["gate-foreign", Foreign]),
        Reading("GET /api/v1/reports/{area}/{day}", ""),
        Reading("GET /api/v1/reports/{area}/{day}/document", "/document"),
        Reading("GET /api/v1/reports/{area}/{day}/print", "/print?lang=en"),
        Reading("GET /api/v1/reports/{area}/{day}/csv", "/csv"),
        new(
            "POST /api/v1/reports/{area}/{day}/issues", Officials, true,
            _ => Request("POST", $"/api/v1/reports/{Own}/{NextDay()}/issues", new { number = 1 }),
            _ => Request("POST", $"/api/v1/reports/{Foreign}/{NextDay()}/issues", new { number = 1 })),
        new(
            "POST /api/v1/reports/{area}/{day}/issues/{number}/signature", Officials, true, host => Signing(host, Own), host => Signing(host, Foreign)),
        new(Publication, Officials, true, Publishing, Publishing),
    ];

    /// <summary>Issues a report by hand; its day and hash.</summary>
    public static (string Day, string Hash) Issue(ServingHost host, string area, string? on = null)
    {
        var (day, services) = (on ?? NextDay(), host.App.Services);
        var desk = services.GetRequiredService<ReportDesk>();
        var of = ReportArea.Find(services.GetRequiredService<RegistryWatch>().Current, area)!;
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(IssueOutcome.Issued, desk.IssueAsync(of, desk.DayOf(date), 1, "tests", null, CancellationToken.None).GetAwaiter().GetResult());
        return (day, services.GetRequiredService<ReportBook>().Issues(area, date).Single().Hash);
    }

    public static string NextDay() =>
        new DateOnly(2026, 1, 10).AddDays(Interlocked.Increment(ref _days) % 250).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RouteCase Reading(string route, string rest) => new(
        route, Everyone, false,
        host => Request("GET", $"/api/v1/reports/{Own}/{Issue(host, Own).Day}{rest}"),
        host => Request("GET", $"/api/v1/reports/{Foreign}/{Issue(host, Foreign).Day}{rest}"),
        Narrow: ["gate-foreign", Foreign]);

    private static HttpRequestMessage Signing(ServingHost host, string area)
    {
        var (day, hash) = Issue(host, area);
        return Request("POST", $"/api/v1/reports/{area}/{day}/issues/1/signature", new { hash });
    }

    private static HttpRequestMessage Publishing(ServingHost host)
    {
        var (day, hash) = Issue(host, District);
        var signature = new ReportSignature("tests", Role.Administrator, "", "tests", DateTimeOffset.UnixEpoch, false, null, hash);
        Assert.Equal(
            SignOutcome.Done,
            host.App.Services.GetRequiredService<ReportBook>().Sign(District, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), 1, signature));
        return Request("POST", $"/api/v1/reports/{District}/{day}/issues/1/publication");
    }
}
