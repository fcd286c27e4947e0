using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>What must hold whatever people do with beams, doors and presence, in any order and however fast.</summary>
public class LaneProperties
{
    private const int BeamSteps = 5;

    /// <summary>Below 2: the beam whose state is turned over; else so many seconds without a change.</summary>
    private static readonly Gen<int> BeamStep = Gen.Frequency((BeamSteps, Gen.Choose(0, 1)), (1, Gen.Choose(2, 5)));

    private static readonly Gen<(LaneLine Line, bool Active, int Milliseconds, int SurfaceCentiC)> LaneStep =
        from line in Gen.Elements(Enum.GetValues<LaneLine>())
        from active in Gen.Elements(true, false)
        from pause in Gen.Elements(1, 100, 2000, 40_000)
        from surface in Gen.Elements(3366, 3400, 3450, 3600, 0)
        select (line, active, pause, surface);

    [Fact]
    public void Movements_end_as_often_as_they_begin_once_both_beams_are_clear() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(BeamStep.ListOf().ToArbitrary(), steps =>
        {
            var (pair, movements, beams, at) = (new BeamPair(TimeSpan.FromSeconds(3)), new List<BeamMovement>(), new bool[2], 0L);
            foreach (var step in steps.Concat([.. Clearing(steps)]))
            {
                at += step < 2 ? 1000 : step * 1_000_000;
                if (step < 2)
                    pair.OnBeam(step == 0, beams[step] = !beams[step], at, movements);
                else
                    pair.OnTick(at, movements);
                Assert.True(Open(movements) >= 0);
            }

            Assert.Equal(0, Open(movements));
        }));

    [Fact]
    public void No_lane_gives_more_screened_passages_than_screenings_that_allow_one() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(LaneStep.ListOf().ToArbitrary(), Gen.Elements(Enum.GetValues<GateKind>()).ToArbitrary(), (steps, kind) =>
        {
            var script = new LaneScript(kind, new ScreeningOptions { LeastIndoors = TimeSpan.FromMinutes(10) }, hasBeams: kind != GateKind.Door);
            foreach (var (line, active, milliseconds, surface) in steps)
            {
                script.Surface = surface == 0 ? SensorReading.Bad(SensorFailure.Nack) : SensorReading.Good(surface);
                script.Set(line, active).Pass(milliseconds / 1000.0);
            }

            var allowed = script.Decided
                .Where(decided => decided.Verdict.Outcome is ScreeningOutcome.Normal or ScreeningOutcome.Manual)
                .Select(decided => (long?)decided.Person)
                .Concat(script.Verdicts.Where(entered => !entered.IsFever).Select(entered => entered.Person)).ToList();
            var passed = script.Movements.Where(movement => movement.Person is not null).Select(movement => movement.Person).ToList();
            Assert.Equal(passed.Distinct().Count(), passed.Count);
            Assert.Subset(allowed.ToHashSet(), passed.ToHashSet());
            Assert.All(script.Decided, AssertOrdered);
        }));

    private static void AssertOrdered(AttemptDecided decided)
    {
        Assert.InRange(decided.Number, 1, 3);
        Assert.True(decided.Dwell >= TimeSpan.Zero);
    }

    private static int Open(List<BeamMovement> movements) =>
        movements.Count(movement => movement.End is null) - movements.Count(movement => movement.End is not null);

    /// <summary>Turns over whichever beams the steps leave broken.</summary>
    private static IEnumerable<int> Clearing(IReadOnlyCollection<int> steps) =>
        Enumerable.Range(0, 2).Where(beam => steps.Count(step => step == beam) % 2 == 1);
}
