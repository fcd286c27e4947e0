using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Commands;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.CloudIngest.Web;
using Checkpoint.CloudIngest.Web.Assets;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.CloudIngest.Web.Metrics;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.Contract.Json;
using Checkpoint.Mqtt;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Checkpoint.CloudIngest;

/// <summary>Wires the stages, in the order in which a record meets them.</summary>
internal static class CloudHost
{
    /// <param name="ingests">Connects to the broker and writes; may run in many processes.</param>
    /// <param name="serving">The service's own database, for the one process that answers the API; null: this one does not.</param>
    public static WebApplication Build(
        CloudOptions options, MqttConnectionOptions broker, IRecordStore store, bool ingests, ServingDatabase? serving)
    {
        var builder = WebApplication.CreateSlimBuilder();
        AddWeb(builder, options.Web);
        AddLogging(builder.Logging);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        if (options.Store.Influx is { CreateDatabase: true })
            builder.Services.AddHostedService(provider => new DatabaseMaker((InfluxRecordStore)store, provider.GetRequiredService<ILogger<DatabaseMaker>>()));
        AddFoundation(builder.Services, options.RegistryPath, store);
        if (ingests)
        {
            builder.Services.AddSingleton<IMqttConnector>(_ => new LibMosquittoConnector());
            builder.Services.AddSingleton(Random.Shared);
            AddIngest(builder.Services, options.Ingest, broker);
        }

        if (serving is not null)
            AddApi(builder.Services, serving);
        var host = builder.Build();
        Map(host, ingests, serves: serving is not null);
        return host;
    }

    /// <summary>A stage has ended by an exception, which has stopped the host.</summary>
    public static bool Crashed(WebApplication host) => host.Services.GetServices<IHostedService>()
        .OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true });

    private static void AddWeb(WebApplicationBuilder builder, WebOptions web)
    {
        builder.WebHost.UseUrls(web.Url.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in web.Proxies)
                forwarded.KnownProxies.Add(proxy);
        });
        RateLimits.Add(builder.Services);
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter("Microsoft", LogLevel.Warning);
    }

    /// <summary>Registry and store, for ingest and API; needs a clock.</summary>
    internal static void AddFoundation(IServiceCollection services, string registryPath, IRecordStore store)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = RunCommand.StopTimeout);
        services.AddSingleton(store);
        services.AddMetrics();
        services.AddProblemDetails();
        services.AddSingleton<PrometheusText>();
        services.AddSingleton<WaitingGates>();
        services.AddSingleton<GateWatch>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton(provider => new RegistryWatch(
            registryPath,
            provider.GetRequiredService<WaitingGates>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RegistryWatch>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RegistryWatch>());
        services.AddHostedService<StoreProbe>();
    }

    /// <summary>The stages of the ingest; needs the foundation, a connector and randomness.</summary>
    internal static void AddIngest(IServiceCollection services, IngestOptions options, MqttConnectionOptions broker)
    {
        services.AddSingleton(options);
        services.AddSingleton(broker);
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<MalformedLog>();
        services.AddSingleton<BrokerHealth>();
        services.AddSingleton<ReplySender>();
        services.AddSingleton<SeenSeqs>();
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<BatchReceiver>();
        services.AddSingleton<HeldDesk>();
        services.AddSingleton<HelloDesk>();
        services.AddHostedService<RecordWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<HelloDesk>());
        services.AddHostedService(provider => provider.GetRequiredService<HeldDesk>());
        services.AddHostedService<BrokerSession>();
    }

    private static void AddApi(IServiceCollection services, ServingDatabase serving)
    {
        services.AddSingleton(serving);
        services.AddSingleton<AuditLog>();
        services.AddHostedService<AuditKeeper>();
        services.AddSingleton<People>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInPauses>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<AccessGuard>();
        services.AddSingleton<ExclusionBook>();
        services.AddSingleton<ExclusionActs>();
        AddReports(services);
        services.AddSingleton<TrendReader>();
        services.AddHostedService(provider => new WarmUp(
            provider.GetRequiredService<TrendReader>(),
            provider.GetRequiredService<CloudOptions>().TimeZone,
            provider.GetRequiredService<IOptions<JsonOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TodayBoard(
            provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<ExclusionBook>(),
            provider.GetRequiredService<RegistryWatch>(),
            provider.GetRequiredService<GateWatch>(),
            provider.GetRequiredService<CloudOptions>().TimeZone,
            provider.GetRequiredService<CloudOptions>().Web.SilentAfter,
            provider.GetRequiredService<TimeProvider>(),
            hears: provider.GetService<BrokerHealth>() is not null));
        services.AddSingleton<WarningSigns>();
        services.AddSingleton<LiveFeed>();
        AddWarnings(services);
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            http.SerializerOptions.Converters.Add(new GateIdConverter());
            http.SerializerOptions.Converters.Add(new StreamIdConverter());
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        });
    }

    private static void AddReports(IServiceCollection services)
    {
        services.AddSingleton<ReportBook>();
        services.AddSingleton<ReportReader>();
        services.AddSingleton(provider => new ReportDesk(
            provider.GetRequiredService<ReportReader>(),
            provider.GetRequiredService<ReportBook>(),
            provider.GetRequiredService<RegistryWatch>(),
            provider.GetRequiredService<CloudOptions>().Reports,
            provider.GetRequiredService<CloudOptions>().TimeZone,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>()));
        services.AddHostedService<ReportClock>();
    }

    private static void AddWarnings(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<CloudOptions>().Warnings);
        services.AddSingleton<WarningBook>();
        services.AddSingleton<WarningActs>();
        services.AddSingleton<DayReader>();
        services.AddSingleton<EvaluationKeeper>();
        services.AddSingleton(provider => new WarningDesk(
            provider.GetRequiredService<DayReader>(),
            provider.GetRequiredService<EvaluationKeeper>(),
            provider.GetRequiredService<RegistryWatch>(),
            provider.GetRequiredService<WarningPlan>(),
            provider.GetRequiredService<CloudOptions>().TimeZone,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>()));
        services.AddHostedService<WarningClock>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton(provider => new WebhookDesk(
            provider.GetRequiredService<WebhookQueue>(),
            provider.GetRequiredService<WarningPlan>(),
            Random.Shared,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookDesk>>()));
        services.AddHostedService<WebhookClock>();
    }

    private static void Map(WebApplication host, bool ingests, bool serves)
    {
        var registry = host.Services.GetRequiredService<RegistryWatch>();
        registry.Changed += host.Services.GetRequiredService<GateWatch>().Forget;
        SecurityHeaders.Use(host);
        host.UseForwardedHeaders();
        host.UseExceptionHandler();
        host.UseStatusCodePages();
        host.UseRouting();
        host.UseRateLimiter();
        host.Use(next => context => OpenRouteCheck.InvokeAsync(context, next));
        if (serves)
            host.Use(next => context => host.Services.GetRequiredService<AccessGuard>().InvokeAsync(context, next));
        MapProbes(host, ingests);
        ServiceGauges.Add(host.Services, ingests, serves);
        if (serves)
            CountFromTheStart(host.Services);
        if (serves)
        {
            host.MapOpenApi("/openapi/{documentName}.json")
                .Ruled(new RouteRule(AreaRule.None, RouteRules.Everyone, PeopleOnly: false, Singles: false));
            Api.Map(host);
            PageRoutes.Map(host, new PageFiles(typeof(CloudHost).Assembly));
        }

        if (((IEndpointRouteBuilder)host).DataSources.SelectMany(RouteRules.Faults).ToList() is { Count: > 0 } faults)
            throw new InvalidOperationException(string.Join("; ", faults));
    }

    private static void MapProbes(WebApplication host, bool ingests)
    {
        var metrics = host.Services.GetRequiredService<PrometheusText>();
        host.MapGet("/metrics", () => Results.Text(metrics.Write(), PrometheusText.ContentType)).ExcludeFromDescription()
            .Open("counts of the service itself, nobody's data", loopbackOnly: !host.Services.GetRequiredService<CloudOptions>().Web.OpenMetrics);
        host.MapGet("/healthz", (StoreHealth store, RegistryWatch registry) =>
        {
            var wellness = Wellness.Of(store, ingests ? host.Services.GetRequiredService<BrokerHealth>() : null, registry, host.Services.GetService<WebhookDesk>());
            return Results.Json(wellness, statusCode: wellness.Well ? 200 : 503);
        }).ExcludeFromDescription().Open("asked by what watches over the service");
    }

    /// <summary>What counts is made now, and not when first needed: nothing yet is a number too.</summary>
    private static void CountFromTheStart(IServiceProvider services)
    {
        services.GetRequiredService<SignIns>();
        services.GetRequiredService<ReportDesk>();
        services.GetRequiredService<WarningDesk>();
        services.GetRequiredService<WebhookMetrics>();
    }
}
