using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.Tests.Unit.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Web.Guard;

public sealed class RouteRulesTests
{
    [Fact]
    public void A_route_that_declares_nothing_or_both_is_a_fault_by_its_name()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/nothing", () => "");
        app.MapGet("/both", () => "").For(RouteRules.Everyone, AreaRule.None).Open("why not");
        app.MapGet("/twice", () => "").For(RouteRules.Everyone, AreaRule.None).ForPeople(RouteRules.Officials, AreaRule.Narrowed);
        app.MapGet("/ruled", () => "").For(RouteRules.Everyone, AreaRule.None);
        app.MapGet("/open", () => "").Open("why not");
        var faults = ((IEndpointRouteBuilder)app).DataSources.SelectMany(RouteRules.Faults).ToList();
        Assert.Equal(["/both", "/nothing", "/twice"], faults.Select(fault => fault.Split(' ').First(word => word.StartsWith('/'))).Order());
    }

    [Fact]
    public async Task A_route_that_declares_nothing_answers_nobody_even_if_it_were_there()
    {
        using var bench = new AccountBench();
        var registry = new RegistryWatch("none", new WaitingGates(), bench.Clock, NullLogger<RegistryWatch>.Instance);
        var guard = new AccessGuard(new Credentials(bench.Tokens, bench.Sessions), registry, bench.Audit, NullLogger<AccessGuard>.Instance);
        var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/nothing"), 0, null, null));
        await guard.InvokeAsync(context, _ => throw new InvalidOperationException("the endpoint was reached"));
        Assert.Equal(StatusCodes.Status403Forbidden, context.Response.StatusCode);
    }
}
