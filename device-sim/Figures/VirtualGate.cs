using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>
/// The gate's own drivers and screening in virtual time: reads and ticks come when the lane asks for them and in the order in
/// which the gate's worker serves them. There are no lamps and no outbox; a verdict is seen when it falls.
/// </summary>
internal sealed class VirtualGate
{
    private readonly VirtualClock _clock;
    private readonly LaneSensors _sensors;
    private readonly Lane _lane;
    private readonly List<LaneFact> _facts = [];
    private long _nextAirAt;

    public VirtualGate(LineOptions lines, ScreeningOptions screening, LaneSensors sensors, VirtualClock clock)
    {
        (_clock, _sensors) = (clock, sensors);
        _nextAirAt = sensors.Air is null ? long.MaxValue : 0;
        _lane = new Lane(lines, screening);
        _lane.OnStanding(sensors.Standing(), clock.Microseconds, _facts);
    }

    private long NextAt => Math.Min(Math.Min(_lane.NextSampleAt, _lane.NextTickAt), _nextAirAt);

    public void Set(LaneLine line, bool active) => _lane.OnLine(line, active, _clock.Microseconds, _facts);

    /// <summary>What has come out since the last taking.</summary>
    public IReadOnlyList<LaneFact> TakeFacts()
    {
        List<LaneFact> taken = [.. _facts];
        _facts.Clear();
        return taken;
    }

    /// <returns>True when an attempt was decided, at the clock's time then; false when the time was up.</returns>
    public bool RunUntilDecided(TimeSpan most)
    {
        var end = _clock.Microseconds + (long)most.TotalMicroseconds;
        while (NextAt <= end)
        {
            Turn();
            if (_facts.Exists(fact => fact is AttemptDecided))
                return true;
        }

        _clock.AdvanceTo(end);
        return false;
    }

    public void Run(TimeSpan time)
    {
        var end = _clock.Microseconds + (long)time.TotalMicroseconds;
        while (NextAt <= end)
            Turn();
        _clock.AdvanceTo(end);
    }

    /// <summary>As the worker does: air, sample, tick.</summary>
    private void Turn()
    {
        _clock.AdvanceTo(NextAt);
        var now = _clock.Microseconds;
        if (_nextAirAt <= now)
        {
            _lane.OnAir(_sensors.Air!(), now, _facts);
            _nextAirAt = now + (long)_sensors.AirInterval.TotalMicroseconds;
        }

        if (_lane.NextSampleAt <= now)
            _lane.OnSample(Read(_lane.WantsAmbient), now, _facts);
        if (_lane.NextTickAt <= now)
            _lane.OnTick(now, _facts);
    }

    private SensorSample Read(bool withAmbient) =>
        new(_sensors.Thermometer.ReadObject(), withAmbient ? _sensors.Thermometer.ReadAmbient() : null);
}
