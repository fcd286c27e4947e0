using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>
/// A lane in virtual time under whatever a seed makes of lines, words, faults, air and sensors swapped; the panel is driven as
/// the worker drives it.
/// </summary>
internal sealed class LaneHistory
{
    private readonly Random _random;
    private readonly LineOptions _lines;
    private readonly Lane _lane;
    private readonly Panel _panel;
    private readonly List<LaneFact> _turn = [];
    private SensorReading _surface = SensorReading.Good(3650);
    private SensorReading _ambient = SensorReading.Good(2200);
    private int _noiseCentiC = 3;
    private long _barrierSince = -1;

    public LaneHistory(int seed, LineOptions lines, ScreeningOptions screening)
    {
        (_random, _lines) = (new Random(seed), lines);
        _lane = new Lane(lines, screening);
        _panel = new Panel(lines.Times);
        _lane.OnStanding(new SensorStanding(), 0, Facts);
    }

    public List<LaneFact> Facts { get; } = [];

    public long Now { get; private set; }

    /// <summary>Microseconds.</summary>
    public long LongestBarrier { get; private set; }

    public bool IsIdle => _lane.IsIdle;

    public void Step()
    {
        switch (_random.Next(12))
        {
            case < 5: Set(_lines.Inputs().ElementAt(_random.Next(10)).Role, _random.Next(2) == 0); break;
            case 5: _surface = Any(3300, 3900); break;
            case 6: _surface = _random.Next(2) == 0 ? Any(-7001, 38219) : Bad(); break;
            case 7: _ambient = _random.Next(3) == 0 ? Bad() : Any(1500, 4100); break;
            case 8: _noiseCentiC = _random.Next(4) switch { 0 => 0, 1 => 400, _ => 3 }; break;
            case 9: _lane.OnAir(new AirSample(_random.Next(2) == 0 ? Any(-4000, 8500) : Bad(), Any(-4000, 2500)), Now, _turn); break;
            case 10: _lane.OnStanding(new SensorStanding { Doubt = _random.Next(2) == 0 ? "another" : null }, Now, _turn); break;
            default: (_surface, _ambient, _noiseCentiC) = (Any(3300, 3750), Any(2000, 2400), 3); break;
        }

        Pass(_random.Next(6) switch { 0 => 30_000_000, 1 => 6_000_000, 2 => 2_000_000, 3 => 300_000, _ => 20_000 });
    }

    /// <summary>Everything let go, and time for whoever is waited for to be forgotten.</summary>
    public void LetGo(TimeSpan bound)
    {
        foreach (var (role, _) in _lines.Inputs())
            Set(role, false);
        Pass((long)bound.TotalMicroseconds);
    }

    private void Set(LaneLine line, bool active)
    {
        _lane.OnLine(line, active, Now, _turn);
        Conclude();
    }

    private void Pass(long microseconds)
    {
        var end = Now + microseconds;
        while (Next() <= end)
        {
            Now = Math.Max(Now, Next());
            if (_lane.NextSampleAt <= Now)
                _lane.OnSample(new SensorSample(Noisy(_surface), _lane.WantsAmbient ? _ambient : null), Now, _turn);
            if (_lane.NextTickAt <= Now)
                _lane.OnTick(Now, _turn);
            Conclude();
        }

        Now = end;
        Watch();
    }

    private long Next() => Math.Min(Math.Min(_lane.NextSampleAt, _lane.NextTickAt), _panel.NextChangeAfter(Now));

    private void Conclude()
    {
        foreach (var fact in _turn)
        {
            if (fact is AttemptDecided { Verdict.Outcome: var outcome })
                _panel.Show(outcome, outcome == ScreeningOutcome.Normal && !_lines.Release.IsFitted, Now);
            else if (fact is VerdictEntered { IsFever: false } or ReleaseAsked { IsGranted: true })
                _panel.Show(ScreeningOutcome.Normal, opens: true, Now);
        }

        Facts.AddRange(_turn);
        _turn.Clear();
        Watch();
    }

    private void Watch()
    {
        var isOpen = _panel.At(Now).HasFlag(PanelSignals.Barrier);
        if (_barrierSince >= 0)
            LongestBarrier = Math.Max(LongestBarrier, Now - _barrierSince);
        _barrierSince = isOpen ? (_barrierSince < 0 ? Now : _barrierSince) : -1;
    }

    private SensorReading Any(int leastCentiC, int mostCentiC) => SensorReading.Good(_random.Next(leastCentiC, mostCentiC + 1));

    private SensorReading Bad() => SensorReading.Bad((SensorFailure)_random.Next(1, 7));

    private SensorReading Noisy(SensorReading reading) => reading.IsGood
        ? SensorReading.Good(Math.Clamp(reading.CentiC + _random.Next(-_noiseCentiC, _noiseCentiC + 1), RecordLimits.MinSurfaceCentiC, RecordLimits.MaxSurfaceCentiC))
        : reading;
}
