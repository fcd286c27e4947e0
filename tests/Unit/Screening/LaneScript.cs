using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>A lane in virtual time: samples and ticks happen when the lane asks for them.</summary>
internal sealed class LaneScript
{
    private readonly List<LaneFact> _facts = [];
    private readonly Lane _lane;
    private int _noise;

    public LaneScript(GateKind kind = GateKind.Pedestrian, ScreeningOptions? options = null, bool hasBeams = true)
        : this(hasBeams ? LineOptions.For(kind) : LineOptions.For(kind) with { BeamOutside = new(), BeamInside = new() }, options)
    {
    }

    public LaneScript(LineOptions lines, ScreeningOptions? options = null, SensorStanding? standing = null)
    {
        _lane = new Lane(lines, options ?? Plain);
        _lane.OnStanding(standing ?? new SensorStanding(), 0, _facts);
        Pass(Plain.LeastDriftSpan.TotalSeconds);
    }

    /// <summary>Without corrections, where nobody comes from the cold: a surface temperature is the body's.</summary>
    public static ScreeningOptions Plain { get; } = new() { Emissivity = 1, HeatBalanceK = 0, OutdoorC = 20.5 };

    /// <summary>Microseconds.</summary>
    public long Now { get; private set; } = 1_000_000;

    public SensorReading Surface { get; set; } = SensorReading.Good(3650);

    /// <summary>The surface reads the same again and again.</summary>
    public bool IsStuck { get; set; }

    public SensorReading Ambient { get; set; } = SensorReading.Good(2200);

    public IReadOnlyList<LaneFact> Facts => _facts;

    public bool IsIdle => _lane.IsIdle;

    public IEnumerable<AttemptDecided> Decided => _facts.OfType<AttemptDecided>();

    public IEnumerable<string> Outcomes => Decided.Select(fact => $"{fact.Person}.{fact.Number} {fact.Verdict.Outcome}");

    public IEnumerable<MovementEnded> Movements => _facts.OfType<MovementEnded>();

    public IEnumerable<VerdictEntered> Verdicts => _facts.OfType<VerdictEntered>();

    public IEnumerable<GateEventType> Events => _facts.OfType<Happened>().Select(fact => fact.Type);

    public LaneScript Air(SensorReading? vestibule, SensorReading? outdoor)
    {
        _lane.OnAir(new AirSample(vestibule, outdoor), Now, _facts);
        return this;
    }

    public LaneScript Look(SensorStanding standing)
    {
        _lane.OnStanding(standing, Now, _facts);
        return this;
    }

    /// <summary>A line's level as it is found, with no edge.</summary>
    public LaneScript Find(LaneLine line, bool active)
    {
        _lane.OnLevel(line, active, Now, _facts);
        return this;
    }

    public LaneScript Press(LaneLine button) => Set(button, true).Pass(0.1).Set(button, false);

    public LaneScript Set(LaneLine line, bool active)
    {
        _lane.OnLine(line, active, Now, _facts);
        return this;
    }

    public LaneScript Pass(double seconds)
    {
        var end = Now + (long)(seconds * 1_000_000);
        while (Math.Min(_lane.NextSampleAt, _lane.NextTickAt) <= end)
        {
            Now = Math.Max(Now, Math.Min(_lane.NextSampleAt, _lane.NextTickAt));
            if (_lane.NextSampleAt <= Now)
                _lane.OnSample(Sample(), Now, _facts);
            if (_lane.NextTickAt <= Now)
                _lane.OnTick(Now, _facts);
        }

        Now = end;
        return this;
    }

    /// <summary>Stands before the sensor until decided, then steps away.</summary>
    public LaneScript Measure(int surfaceCentiC)
    {
        Surface = SensorReading.Good(surfaceCentiC);
        return Set(LaneLine.Presence, true).Pass(1.6).Set(LaneLine.Presence, false);
    }

    public LaneScript NotRecorded(long person)
    {
        _lane.OnNotRecorded(person, Now);
        return this;
    }

    public LaneScript GoIn() => Steps(LaneLine.BeamOutside, LaneLine.BeamInside);

    public LaneScript GoOut() => Steps(LaneLine.BeamInside, LaneLine.BeamOutside);

    private LaneScript Steps(LaneLine near, LaneLine far) => Set(near, true).Pass(0.1)
        .Set(far, true).Pass(0.1).Set(near, false).Pass(0.1).Set(far, false).Pass(0.1);

    /// <summary>A living sensor's last digit moves: once in three, which the median takes out.</summary>
    private SensorSample Sample()
    {
        var surface = Surface.IsGood && !IsStuck ? SensorReading.Good(Surface.CentiC + (_noise++ % 3 == 0 ? 1 : 0)) : Surface;
        return new SensorSample(surface, _lane.WantsAmbient ? Ambient : null);
    }
}
