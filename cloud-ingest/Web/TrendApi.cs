using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Counts, fever rates and temperatures over time.</summary>
internal static class TrendApi
{
    /// <summary>A community's day of which one gate told nothing, and one of which nothing is known.</summary>
    private static readonly TrendAnswer Example = new(
        TrendStep.Day,
        "Asia/Shanghai",
        new DateTimeOffset(2026, 2, 12, 7, 0, 0, TimeSpan.FromHours(8)),
        [
            new TrendSeries(
                "230103001001",
                new LocalName("西社区", "West community"),
                [
                    new TrendPoint
                    {
                        Start = new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.FromHours(8)),
                        State = TrendState.Partial,
                        GatesReporting = 1,
                        GatesExpected = 2,
                        InServiceS = 86_395,
                        Persons = 5_210,
                        Normal = 5_160,
                        Fever = 14,
                        Retry = 402,
                        Manual = 36,
                        ConfirmedFever = 9,
                        ConfirmedNormal = 41,
                        Inward = 5_198,
                        Outward = 4_870,
                        FeverRate = 0.002687,
                        FeverRateLow = 0.001602,
                        FeverRateHigh = 0.004506,
                        BodyP5C = 36.02,
                        BodyMedianC = 36.41,
                        BodyP95C = 36.86,
                        BodyCount = 5_576,
                        AmbientMeanC = 20.14,
                        AmbientMinC = 17.9,
                        AmbientMaxC = 22.75,
                    },
                    new TrendPoint
                    {
                        Start = new DateTimeOffset(2026, 2, 11, 0, 0, 0, TimeSpan.FromHours(8)), State = TrendState.Silent, GatesReporting = 0, GatesExpected = 2,
                    },
                ]),
        ]);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/trends", TrendsAsync)
        .WithSummary("Counts, fever rates and body temperatures by hour, day or week; what is silent or partial told apart from zero")
        .Asks(
            Parameter.Choice("by", "What a point stands for; without it, hours up to 31 days, else days. At most 1000 hours or days, or 142 weeks.", TrendStep.Day),
            Parameter.Choice("level", "By what it is added up, not above your own area; without it, communities.", PlaceLevel.Community),
            Parameter.GateOrPlace("code"),
            Parameter.From("a day"),
            Parameter.To)
        .Produces<TrendAnswer>().Answers(Example).For(RouteRules.Everyone, AreaRule.Named("code"));

    private static async Task<IResult> TrendsAsync(
        string? by, string? level, string? code, string? from, string? to,
        Viewer viewer, TrendReader reader, RegistryWatch registry, CloudOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var query = new QueryFields();
        var at = query.Choice<PlaceLevel>(nameof(level), level, PlaceLevel.Community);
        var end = query.Time(nameof(to), to, clock.GetUtcNow());
        var start = query.Time(nameof(from), from, end.AddDays(-1));
        var step = query.Choice<TrendStep>(nameof(by), by, end - start > TimeSpan.FromDays(31) ? TrendStep.Day : TrendStep.Hour);
        var within = code is null ? null : PlaceNames.Find(registry.Current, code);
        if (code is not null && within is null)
            query.Fault(nameof(code), $"is no gate, community, street or district of the registry: '{code}'");
        if (viewer.Area.Place is { } own && at > own.Level)
            query.Fault(nameof(level), $"must not be above your own area, a {WireName.Of(own.Level)}");
        if (start >= end)
            query.Fault(nameof(from), "must be before 'to'");
        var period = TrendPeriod.Of(step, start, end, options.TimeZone);
        if (period.IsTooLong)
            query.Fault(nameof(from), $"is too early: until 'to' there are more than {TrendPeriod.MostOf(step)} {WireName.Of(step)}s");
        var series = PlaceNames.Of(registry.Current, at, within ?? viewer.Area.Place).Count;
        if ((long)series * period.Starts.Count > Trend.MaxPoints)
            query.Fault(nameof(level), $"gives {series} series of {period.Starts.Count}; an answer holds {Trend.MaxPoints} points: narrow 'code' or time");
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Ok(await AnswerAsync(reader, new TrendScope(at, within, viewer.Area), period, options.TimeZone, cancellation));
    }

    /// <exception cref="Store.StoreException">The database, or the service's own, can't answer.</exception>
    internal static async Task<TrendAnswer> AnswerAsync(
        TrendReader reader, TrendScope scope, TrendPeriod period, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var facts = await reader.ReadAsync(scope, period, cancellation);
        return new TrendAnswer(period.Step, zone.Id, TimeZoneInfo.ConvertTime(facts.KnownAt, zone), Trend.Lay(scope, period, facts));
    }
}
