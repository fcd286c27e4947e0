using Checkpoint.Contract.Records;
using Checkpoint.Tests.Hardware.Protocol;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>Somebody at the gate: what they do to its sensors, and what they wait for. Sensors switch to ground.</summary>
internal sealed class Visitor
{
    /// <summary>What the sensor sees when nobody is there, °C.</summary>
    private const double Wall = 22;

    private readonly Scene _scene;
    private readonly Visit _visit;

    private Visitor(Scene scene, Visit visit) => (_scene, _visit) = (scene, visit);

    /// <summary>They come, do something, and when they have gone all lamps are off again.</summary>
    /// <returns>The last outcome, null if there was none.</returns>
    public static ScreeningOutcome? Visit(Scene scene, string name, Action<Visitor> act) =>
        Visit(scene, name, BusFault.None, faultEvery: 0, act);

    public static ScreeningOutcome? Visit(Scene scene, string name, BusFault fault, int faultEvery, Action<Visitor> act)
    {
        var visit = new Visit { Name = name, Fault = fault, FaultEvery = faultEvery, BeganAt = scene.Now };
        scene.Protocol.Visits.Add(visit);
        var visitor = new Visitor(scene, visit);
        act(visitor);
        visitor.SeeLampsOut();
        scene.Lines.NoteOutputs();
        visit.EndedAt = scene.Now;
        var outcomes = visitor.Own<Screening>().Select(screening => screening.Outcome).ToList();
        scene.Say($"{name}: {string.Join(", ", outcomes)}");
        return outcomes.Count > 0 ? outcomes[^1] : null;
    }

    /// <param name="forehead">As the sensor sees it, °C.</param>
    public void Stand(double forehead)
    {
        Warm(forehead);
        _scene.Lines.Drive($"{Presence}=0");
    }

    /// <summary>The forehead is now so warm.</summary>
    public void Warm(double forehead)
    {
        var word = Chip.WordOf(forehead);
        _visit.ForeheadWords.Add(word);
        Chip.See(word);
    }

    public void StepAway()
    {
        _scene.Lines.Drive($"{Presence}=1");
        Chip.See(Chip.WordOf(Wall));
    }

    /// <summary>Stands there until it has been screened so often.</summary>
    public void BeScreened(double forehead, int attempts)
    {
        Stand(forehead);
        AwaitScreenings(attempts);
        StepAway();
    }

    /// <summary>A volunteer's button, held until it is on record.</summary>
    public void Press(int button, GateEventType verdict)
    {
        _scene.Lines.Drive($"{button}=0");
        AwaitEvent(verdict);
        _scene.Lines.Drive($"{button}=1");
    }

    /// <summary>A contact goes to a level, and back.</summary>
    public void Change(int line, GateEventType begun, int level, GateEventType over)
    {
        _scene.Lines.Drive($"{line}={level}");
        AwaitEvent(begun);
        _scene.Lines.Drive($"{line}={1 - level}");
        AwaitEvent(over);
    }

    /// <summary>So many are on record, and the lamp has said the last of them: it does so when the record is durable.</summary>
    public void AwaitScreenings(int count)
    {
        Await<Screening>(count, _ => true, "screening");
        var last = _scene.Outbox.Read().LastOrDefault(kept => kept.Record is Screening)?.MadeAt ?? 0;
        _scene.Await($"{_visit.Name}: lamp {count}", () => _scene.Lines.HasLitSince(last));
    }

    public void AwaitPassages(int count) => Await<Passage>(count, _ => true, "passage");

    /// <summary>The first of its type within a minute: repeats are told later.</summary>
    public void AwaitEvent(GateEventType type) => Await<GateEvent>(1, happened => happened.Type == type, $"{type}");

    /// <summary>The sensor is being read for them.</summary>
    public void AwaitSampling()
    {
        var before = Chip.Reads;
        _scene.Await($"{_visit.Name}: the sensor is read", () => Chip.Reads > before);
    }

    public void AwaitLamp(int line) =>
        _scene.Await($"{_visit.Name}: line {line} is lit", () => BoardLines.Lit.Contains(line));

    public void LetPass(TimeSpan time)
    {
        var until = _scene.Now + (long)time.TotalMicroseconds;
        _scene.Await("time goes by", () => _scene.Now >= until);
    }

    public void WalkIn() => Move(BeamOutside, BeamInside);

    public void WalkOut() => Move(BeamInside, BeamOutside);

    public void TurnBack()
    {
        Break(BeamOutside);
        Break(BeamInside);
        Clear(BeamInside);
        Clear(BeamOutside);
    }

    /// <summary>A second one breaks the first beam before the first one has left the second.</summary>
    public void WalkInFollowed()
    {
        Break(BeamOutside);
        Break(BeamInside);
        Clear(BeamOutside);
        Break(BeamOutside);
        Clear(BeamInside);
        Break(BeamInside);
        Clear(BeamOutside);
        Clear(BeamInside);
    }

    private void Move(int near, int far)
    {
        Break(near);
        Break(far);
        Clear(near);
        Clear(far);
    }

    private void Break(int beam) => _scene.Lines.Drive($"{beam}=0");

    private void Clear(int beam) => _scene.Lines.Drive($"{beam}=1");

    private void Await<TRecord>(int count, Func<TRecord, bool> isWanted, string what)
        where TRecord : GateRecord =>
        _scene.Await($"{_visit.Name}: {what} {count}", () => Own<TRecord>().Count(isWanted) >= count);

    private IEnumerable<TRecord> Own<TRecord>()
        where TRecord : GateRecord =>
        _scene.Outbox.Read().Where(kept => kept.MadeAt >= _visit.BeganAt).Select(kept => kept.Record).OfType<TRecord>();

    private void SeeLampsOut() => _scene.Await($"{_visit.Name}: all outputs off", () => BoardLines.Lit.Count == 0);
}
