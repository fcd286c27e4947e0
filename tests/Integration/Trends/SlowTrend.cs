using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Integration.Trends;

/// <summary>A record of a registered gate.</summary>
internal sealed record Recorded(RegisteredGate Gate, StreamId Stream, GateRecord Record)
{
    public DateTimeOffset At => Record.Time.Instant;

    public Place Place => Gate.PlaceOf(Record);
}

/// <summary>One point of a trend, counted from the single records: no summary is looked at.</summary>
internal static class SlowTrend
{
    /// <summary>Holds a point against what was recorded in its time and place.</summary>
    public static void Check(TrendPoint point, IReadOnlyList<Recorded> there)
    {
        var counted = there.Where(one => !one.Record.Maintenance).Select(one => one.Record).ToList();
        var screenings = counted.OfType<Screening>().ToList();
        var passages = counted.OfType<Passage>().Where(passage => passage.End != PassageEnd.Aborted).ToList();
        long Of(ScreeningOutcome outcome) => screenings.Count(screening => screening.Outcome == outcome);
        long Verdicts(GateEventType type) => counted.OfType<GateEvent>().Where(verdict => verdict.Type == type).Sum(verdict => verdict.Count);
        Assert.Equal(
            (Of(ScreeningOutcome.Normal), Of(ScreeningOutcome.Fever), Of(ScreeningOutcome.Retry), Of(ScreeningOutcome.Manual)),
            (point.Normal ?? 0, point.Fever ?? 0, point.Retry ?? 0, point.Manual ?? 0));
        Assert.Equal(screenings.Count(screening => screening.Outcome != ScreeningOutcome.Retry), point.Persons ?? 0);
        Assert.Equal(
            (Verdicts(GateEventType.ManualFever), Verdicts(GateEventType.ManualNormal)), (point.ConfirmedFever ?? 0, point.ConfirmedNormal ?? 0));
        Assert.Equal(
            (passages.LongCount(passage => passage.Direction == PassageDirection.Inward), passages.LongCount(passage => passage.Direction == PassageDirection.Outward)),
            (point.Inward ?? 0, point.Outward ?? 0));
        CheckBodies(point, [.. screenings.Where(screening => screening.BodyCentiC is not null).Select(screening => screening.BodyCentiC!.Value).Order()]);
        CheckAmbient(point, [.. screenings.Where(screening => screening.AmbientCentiC is not null).Select(screening => screening.AmbientCentiC!.Value)]);
        if (point.Persons is null)
            Assert.Equal(point, new TrendPoint { Start = point.Start, State = point.State, GatesReporting = point.GatesReporting, GatesExpected = point.GatesExpected });
    }

    private static void CheckBodies(TrendPoint point, List<int> bodies)
    {
        Assert.Equal(bodies.Count, point.BodyCount ?? 0);
        foreach (var (share, told) in new[] { (0.05, point.BodyP5C), (0.5, point.BodyMedianC), (0.95, point.BodyP95C) })
        {
            if (bodies.Count == 0)
                Assert.Null(told);
            else
                Assert.InRange(told!.Value - Math.Clamp(bodies[(int)Math.Ceiling(share * bodies.Count) - 1] / 100.0, 34, 42.1), -0.1001, 0.1001);
        }
    }

    private static void CheckAmbient(TrendPoint point, List<int> ambient)
    {
        (double?, double?, double?) expected = ambient.Count == 0
            ? (null, null, null)
            : (Math.Round(ambient.Sum() / 100.0 / ambient.Count, 2), ambient.Min() / 100.0, ambient.Max() / 100.0);
        Assert.Equal(expected, (point.AmbientMeanC, point.AmbientMinC, point.AmbientMaxC));
    }
}
