using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>Who comes to one gate and what the lane makes of them: facts at their moments, over all the gate's runs.</summary>
internal sealed class Visitors(SimulatedGate gate, Random random, double perHour, double share)
{
    private const long Second = 1_000_000;

    /// <summary>Persons are told apart within one run of the gateway, screenings (by their dwell) over all of them.</summary>
    private long _persons;

    private int _dwell;
    private bool _isMaintenance;

    public void Begin(long until) => Next(until);

    private void Next(long until)
    {
        var gap = (long)(-Math.Log(1 - random.NextDouble()) * 3600 * Second / perHour);
        gate.World.Loop.After(gap, () =>
        {
            if (gate.World.Loop.Now >= until)
                return;
            if (random.NextDouble() < share)
                Visit();
            Next(until);
        });
    }

    private void Visit()
    {
        var kind = random.NextDouble();
        if (kind < 0.1)
            Happen(0, Something());
        else if (kind < 0.13)
            Happen(0, () => (_isMaintenance = !_isMaintenance) ? GateEventType.MaintenanceOn : GateEventType.MaintenanceOff);
        else
            Come(++_persons);
    }

    private Func<GateEventType> Something()
    {
        GateEventType[] kinds = [GateEventType.DoorOpened, GateEventType.DoorClosed, GateEventType.Tamper, GateEventType.SensorFault, GateEventType.DoorForced];
        var type = kinds[random.Next(kinds.Length)];
        return () => type;
    }

    private void Come(long person)
    {
        var at = 0L;
        var number = 1;
        var outcome = Draw();
        Attempt(at, person, number, outcome);
        while (outcome == ScreeningOutcome.Retry && number < 3)
        {
            at += 2 * Second + random.NextInt64(4 * Second);
            outcome = number == 2 ? ScreeningOutcome.Manual : Draw();
            Attempt(at, person, ++number, outcome);
        }

        if (outcome is ScreeningOutcome.Manual or ScreeningOutcome.Fever && random.Next(4) > 0)
        {
            at += 5 * Second + random.NextInt64(30 * Second);
            var isFever = outcome == ScreeningOutcome.Fever && random.Next(4) > 0;
            Put(at, boottime => new VerdictEntered(boottime, isFever, person));
        }

        at += random.NextInt64(3 * Second);
        var end = (PassageEnd)(1 + random.Next(4));
        var direction = random.Next(3) == 0 ? PassageDirection.Outward : PassageDirection.Inward;
        Put(at, boottime => new MovementEnded(boottime, direction, end, end == PassageEnd.Unscreened ? null : person));
    }

    private ScreeningOutcome Draw() => random.NextDouble() switch
    {
        < 0.75 => ScreeningOutcome.Normal,
        < 0.87 => ScreeningOutcome.Retry,
        < 0.93 => ScreeningOutcome.Fever,
        _ => ScreeningOutcome.Manual,
    };

    private void Attempt(long at, long person, int number, ScreeningOutcome outcome)
    {
        var body = 3500 + random.Next(500);
        var verdict = new Verdict(outcome, outcome == ScreeningOutcome.Normal ? ScreeningReason.None : ScreeningReason.NearThreshold, ScreeningQuality.Indicative)
        {
            BodyCentiC = outcome == ScreeningOutcome.Manual && random.Next(2) == 0 ? null : body,
            SurfaceCentiC = body - 200,
            AmbientCentiC = random.Next(10) == 0 ? null : 1500 + random.Next(1000),
            SampleCount = 5 + random.Next(10),
        };
        var dwell = TimeSpan.FromMilliseconds(++_dwell);
        Put(at, boottime => new AttemptDecided(boottime, person, number, verdict, dwell));
    }

    private void Happen(long at, Func<GateEventType> type)
    {
        var detail = $"n{random.Next()}";
        Put(at, boottime => new Happened(boottime, type(), detail));
    }

    /// <summary>A gate without power, or without its program, sees nobody.</summary>
    private void Put(long at, Func<long, LaneFact> fact) => gate.World.Loop.After(at, () =>
    {
        if (gate.Run is { IsScreening: true } run)
            run.Process.Schedule(gate.World.Loop.Now, () => run.Lane.Conclude([fact(run.Board.Boottime)]));
    });
}
