using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Tests.Unit.GateWork;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>What no sequence of samples, faults and edges may bring about.</summary>
public class LaneInvariants
{
    private const int Steps = 60;

    private static readonly ScreeningOptions Screening = new()
    {
        LeastIndoors = TimeSpan.FromMinutes(10), Doubts = new DoubtOptions { BackgroundSamples = 30, DriftPeople = 20, DriftSpan = TimeSpan.FromMinutes(1) },
    };

    private static readonly Gen<(LineOptions Lines, int Seed)> Any =
        from kind in Gen.Elements(Enum.GetValues<GateKind>())
        from hasButtons in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select (LinesOf(kind, hasButtons), seed);

    [Fact]
    public void No_history_makes_a_record_outside_its_limits() => Holds(async history =>
    {
        var sink = new TestSink();
        var recorder = new LaneRecorder(sink, Screening);
        foreach (var fact in history.Facts.Where(fact => fact.IsRecorded))
        {
            recorder.Add(fact, Guid.Empty);
            await recorder.FlushAsync();
        }

        Assert.All(sink.Records, record => Assert.Null(RecordRules.CheckContent(record)));
    });

    [Fact]
    public void No_history_calls_somebody_normal_by_too_few_samples_or_while_the_sensor_is_in_doubt() => Holds(history =>
    {
        var isDoubtful = false;
        foreach (var fact in history.Facts)
        {
            isDoubtful = fact switch
            {
                Happened { Type: GateEventType.SensorDoubtful } => true,
                Happened { Type: GateEventType.SensorTrusted } => false,
                _ => isDoubtful,
            };
            if (fact is not AttemptDecided { Verdict: { Outcome: ScreeningOutcome.Normal or ScreeningOutcome.Fever } verdict })
                continue;
            Assert.False(isDoubtful);
            Assert.True(verdict.SampleCount >= Screening.PlateauSamples);
            Assert.NotNull(verdict.BodyCentiC);
        }

        return Task.CompletedTask;
    });

    [Fact]
    public void No_history_leaves_a_barrier_open_for_longer_than_its_pulse() => Holds(history =>
    {
        Assert.True(history.LongestBarrier <= 500_000, $"{history.LongestBarrier} µs");
        return Task.CompletedTask;
    });

    [Fact]
    public void Every_history_ends_idle_within_its_bound_once_everything_is_let_go() => Holds(history =>
    {
        history.LetGo(Screening.PersonForgottenAfter + Screening.SamplingTime);
        Assert.True(history.IsIdle);
        return Task.CompletedTask;
    });

    [Fact]
    public void Histories_see_every_outcome_and_doubt()
    {
        var facts = Enumerable.Range(0, 300).SelectMany(seed => Run(LinesOf(GateKind.Pedestrian, seed % 2 == 0), seed).Facts).ToList();

        Assert.Equal(
            Enum.GetValues<ScreeningOutcome>(),
            facts.OfType<AttemptDecided>().Select(decided => decided.Verdict.Outcome).Distinct().Order());
        Assert.Superset(
            new HashSet<GateEventType>([GateEventType.SensorDoubtful, GateEventType.SensorTrusted, GateEventType.SensorFault, GateEventType.AirSensorFault]),
            facts.OfType<Happened>().Select(happened => happened.Type).ToHashSet());
        Assert.Contains(facts.OfType<VerdictEntered>(), entered => entered.Person is not null);
    }

    private static void Holds(Func<LaneHistory, Task> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Any.ToArbitrary(), given => property(Run(given.Lines, given.Seed)).GetAwaiter().GetResult()));

    private static LaneHistory Run(LineOptions lines, int seed)
    {
        var history = new LaneHistory(seed, lines, Screening);
        for (var step = 0; step < Steps; step++)
            history.Step();
        return history;
    }

    private static LineOptions LinesOf(GateKind kind, bool hasButtons)
    {
        var lines = LineOptions.For(kind) with { Tamper = new LineWiring { Line = 7 }, PowerFail = new LineWiring { Line = 8 }, BarrierLine = 26 };
        if (!hasButtons)
            return lines;
        lines = lines with { VerdictNormal = new LineWiring { Line = 9 }, VerdictFever = new LineWiring { Line = 10 } };
        return kind switch
        {
            GateKind.Vehicle => lines with { Release = new LineWiring { Line = 11 } },
            GateKind.Door => lines with { Exit = new LineWiring { Line = 12 } },
            _ => lines,
        };
    }
}
