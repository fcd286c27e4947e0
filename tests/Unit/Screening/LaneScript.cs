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

    public LaneScript(GateKind kind = GateKind.Pedestrian, ScreeningOptions? options = null, bool hasBeams = true) =>
        _lane = new Lane(kind, options ?? new ScreeningOptions { Emissivity = 1, HeatBalanceK = 0 }, new LaneTimes(), hasBeams);

    /// <summary>Microseconds.</summary>
    public long Now { get; private set; } = 1_000_000;

    public SensorReading Surface { get; set; } = SensorReading.Good(3650);

    public SensorReading Ambient { get; set; } = SensorReading.Good(2200);

    public IReadOnlyList<LaneFact> Facts => _facts;

    public IEnumerable<AttemptDecided> Decided => _facts.OfType<AttemptDecided>();

    public IEnumerable<string> Outcomes => Decided.Select(fact => $"{fact.Person}.{fact.Number} {fact.Verdict.Outcome}");

    public IEnumerable<MovementEnded> Movements => _facts.OfType<MovementEnded>();

    public IEnumerable<GateEventType> Events => _facts.OfType<Happened>().Select(fact => fact.Type);

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

    public LaneScript GoIn() => Steps(LaneLine.BeamOutside, LaneLine.BeamInside);

    public LaneScript GoOut() => Steps(LaneLine.BeamInside, LaneLine.BeamOutside);

    private LaneScript Steps(LaneLine near, LaneLine far) => Set(near, true).Pass(0.1)
        .Set(far, true).Pass(0.1).Set(near, false).Pass(0.1).Set(far, false).Pass(0.1);

    private SensorSample Sample() => _lane.SampleNeed switch
    {
        SampleNeed.Ambient => new SensorSample(null, Ambient),
        SampleNeed.Surface => new SensorSample(Surface, null),
        _ => new SensorSample(Surface, Ambient),
    };
}
