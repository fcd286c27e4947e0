using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Summaries;

/// <summary>What the sums of a gate's own summaries must say, whatever came between.</summary>
public sealed class SummaryProperties
{
    private const int MaxSteps = 12;

    /// <summary>After so many minutes an event this often, or with a count of 0 a restart.</summary>
    private static readonly Gen<(GateEventType Type, int Count, bool Maintenance, int Minutes)> Step =
        from type in Gen.Elements(GateEventType.ManualFever, GateEventType.ManualNormal, GateEventType.DoorOpened)
        from count in Gen.Choose(0, 3)
        from maintenance in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from minutes in Gen.Elements(0, 1, 20, 300)
        select (type, count, maintenance, minutes);

    [Fact]
    public void Every_manual_result_is_counted_in_one_hour_and_one_day_whenever_the_time_becomes_known() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        Prop.ForAll(Step.NonEmptyListOf().ToArbitrary(), Gen.Choose(0, MaxSteps).ToArbitrary(), (all, learnedBefore) =>
        {
            using var bench = new OutboxBench();
            var expected = new Dictionary<(SummarySpan, long), (int Fever, int Normal)>();
            var (steps, elapsed) = (all.Take(MaxSteps).ToList(), TimeSpan.Zero);
            for (var i = 0; i < steps.Count; i++)
            {
                if (i == learnedBefore)
                    bench.LearnTime(OutboxBench.Noon + elapsed);
                elapsed += TimeSpan.FromMinutes(steps[i].Minutes);
                Pass(bench, steps[i].Minutes, additionsToo: i % 2 == 0);
                Take(bench, steps[i].Type, steps[i].Count, steps[i].Maintenance);
                if (!steps[i].Maintenance)
                    Expect(expected, OutboxBench.Noon + elapsed, steps[i].Type, steps[i].Count);
            }

            bench.LearnTime(OutboxBench.Noon + elapsed);
            OutboxBench.WaitFor(() => bench.ReadAll().Count(row => row.Record is GateEvent) >= steps.Count(step => step.Count > 0));
            Pass(bench, minutes: 2 * 24 * 60, additionsToo: true);
            Assert.Equal(expected.Where(span => span.Value != (0, 0)).OrderBy(span => span.Key), Counted(bench));
        }));

    private static void Pass(OutboxBench bench, int minutes, bool additionsToo)
    {
        var from = bench.Clock.Now;
        bench.Clock.Advance(TimeSpan.FromMinutes(minutes));
        bench.Outbox.AddServiceAsync(from, bench.Clock.Now, additionsToo).GetAwaiter().GetResult();
    }

    private static void Take(OutboxBench bench, GateEventType type, int count, bool maintenance)
    {
        if (count == 0)
            bench.Reopen();
        else
            bench.AppendAsync(Make.Event(type, count) with { Maintenance = maintenance }).GetAwaiter().GetResult();
    }

    private static void Expect(
        Dictionary<(SummarySpan, long), (int Fever, int Normal)> expected, DateTimeOffset at, GateEventType type, int count)
    {
        foreach (var span in Enum.GetValues<SummarySpan>())
        {
            var key = (span, OutboxBench.Zone().StartOf(span, at.ToUnixTimeSeconds()));
            var (fever, normal) = expected.GetValueOrDefault(key);
            expected[key] = (
                fever + (type == GateEventType.ManualFever ? count : 0), normal + (type == GateEventType.ManualNormal ? count : 0));
        }
    }

    private static IEnumerable<KeyValuePair<(SummarySpan, long), (int Fever, int Normal)>> Counted(OutboxBench bench) => bench.ReadAll()
        .Select(row => row.Record).OfType<Summary>().GroupBy(summary => (summary.Span, summary.StartSeconds))
        .Select(span => KeyValuePair.Create(
            span.Key, (Fever: span.Sum(summary => summary.ManualFever), Normal: span.Sum(summary => summary.ManualNormal))))
        .Where(span => span.Value != (0, 0)).OrderBy(span => span.Key);
}
