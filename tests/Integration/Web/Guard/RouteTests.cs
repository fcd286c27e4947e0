using System.Net;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>Every route × every role × own and foreign area, on the real service.</summary>
public sealed class RouteTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    public static TheoryData<string> Routes => [.. RouteCases.All.Select(route => route.Route)];

    public static TheoryData<string> PeopleRoutes => [.. RouteCases.All.Where(route => route.PeopleOnly).Select(route => route.Route)];

    public static TheoryData<string> AreaRoutes => [.. RouteCases.All.Where(route => !route.ConcernsNoArea).Select(route => route.Route)];

    public async Task InitializeAsync() => _host = await ServingHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Every_route_that_needs_a_sign_in_is_tried_from_a_foreign_area()
    {
        var ruled = Endpoints().Where(route => route.Metadata.GetMetadata<RouteRule>() is not null).ToList();
        Assert.Equal(ruled.Select(NameOf).Order(), RouteCases.All.Select(route => route.Route).Order());
        foreach (var route in ruled)
        {
            var (rule, tried) = (route.Metadata.GetMetadata<RouteRule>()!, CaseOf(NameOf(route)));
            Assert.Equal(rule.Area.Kind == AreaRuleKind.None, tried.ConcernsNoArea);
            Assert.True(tried.ConcernsNoArea || tried.Foreign is not null || tried.Narrow is { Length: > 0 }, $"{tried} has no foreign case");
        }
    }

    [Fact]
    public void Nothing_else_is_open_but_what_must_be() => Assert.Equal(
        [
            "GET /", "GET /api/v1/public/reports/{area}/{day}", "GET /api/v1/public/reports/{area}/{day}/csv", "GET /api/v1/public/reports/{area}/{day}/print",
            "GET /assets/{file}", "GET /audit/{**rest}", "GET /favicon.svg", "GET /gates/{**rest}", "GET /healthz", "GET /metrics", "GET /reports/{**rest}",
            "GET /screenings/{**rest}", "GET /trends/{**rest}", "GET /warnings/{**rest}", "POST /api/v1/session",
        ],
        Endpoints().Where(route => route.Metadata.GetMetadata<OpenRoute>() is not null).Select(NameOf).Order());

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_is_let_in_without_signing_in(string route)
    {
        foreach (var session in new[] { null, "", new string('a', 43) })
        {
            using var answer = await _host.SendAsync(CaseOf(route).Own(_host), session);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var byToken = await _host.SendByTokenAsync(CaseOf(route).Own(_host), "checkpoint_" + new string('a', 43));
        Assert.Equal(HttpStatusCode.Unauthorized, byToken.StatusCode);
        Assert.Equal("application/problem+json", byToken.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_role_is_let_in_where_it_belongs_and_nowhere_else(string route)
    {
        var tried = CaseOf(route);
        var area = tried.Route is "GET /api/v1/gates/waiting" or ReportCases.Publication ? Area.Everything : ServingHost.OwnArea;
        foreach (var role in Enum.GetValues<Role>())
        {
            using var byPerson = await _host.SendAsync(tried.Own(_host), _host.Session(_host.AddAccount(role, area)));
            Assert.True(byPerson.IsSuccessStatusCode == tried.Allows(role), $"{role}: {await byPerson.Content.ReadAsStringAsync()}");
            using var byToken = await _host.SendByTokenAsync(tried.Own(_host), _host.AddToken(role, area).Token);
            Assert.True(byToken.IsSuccessStatusCode == (tried.Allows(role) && !tried.PeopleOnly), $"{role}: {await byToken.Content.ReadAsStringAsync()}");
            Assert.All(
                new[] { byPerson, byToken }.Where(answer => !answer.IsSuccessStatusCode),
                answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        }
    }

    [Theory]
    [MemberData(nameof(AreaRoutes))]
    public async Task What_lies_in_a_foreign_area_is_refused_or_left_out_whatever_the_role(string route)
    {
        var tried = CaseOf(route);
        foreach (var role in Enum.GetValues<Role>())
        {
            var session = _host.Session(_host.AddAccount(role, ServingHost.OwnArea));
            if (tried.Foreign is not null)
            {
                using var refused = await _host.SendAsync(tried.Foreign(_host), session);
                Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{role}: {refused.StatusCode}");
            }

            if (tried.Narrow is null)
                continue;
            _host.AddAccount(Role.Official, ServingHost.AreaOf(ServingHost.Foreign));
            _host.AddToken(Role.Official, ServingHost.AreaOf(ServingHost.ForeignCommunity));
            _host.AddToken(Role.Official, ServingHost.AreaOf(ServingHost.OwnCommunity));
            using var answer = await _host.SendAsync(tried.Own(_host), session);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.All(tried.Narrow, foreign => Assert.DoesNotContain(foreign, text, StringComparison.Ordinal));
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || text.Length > 2, "nothing at all was shown");
        }
    }

    [Theory]
    [MemberData(nameof(AreaRoutes))]
    public async Task Whoever_may_see_everything_is_shown_what_the_narrower_viewer_is_not(string route)
    {
        var tried = CaseOf(route);
        var session = _host.Session(_host.AddAccount(Role.Administrator, Area.Everything));
        using var answer = await _host.SendAsync((tried.Foreign ?? tried.Own)(_host), session);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string NameOf(RouteEndpoint route) =>
        $"{route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single()} /{route.RoutePattern.RawText!.TrimStart('/')}";

    private static RouteCase CaseOf(string route) => RouteCases.All.Single(one => one.Route == route);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        _host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
