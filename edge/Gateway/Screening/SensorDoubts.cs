using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Whether a sensor that answers can be believed. While it can't, nobody is called normal or feverish by it.
/// </summary>
internal sealed class SensorDoubts(DoubtOptions options)
{
    private readonly StuckCheck _stuck = new(options);
    private readonly BlockedCheck _blocked = new(options);
    private readonly FrostCheck _frost = new(options);
    private readonly DriftCheck _drift = new(options);
    private string?[] _told = [null, null, null, null, null];
    private string? _standing = SensorStanding.Unknown.Doubt;
    private long _busyUntil;

    public bool IsDoubtful => Array.Exists(Current(), doubt => doubt is not null);

    public void OnStanding(SensorStanding standing, long at, List<LaneFact> facts)
    {
        _standing = standing.Doubt;
        _drift.Begin(standing);
        Tell(at, facts);
    }

    /// <param name="isPresent">Somebody stands there.</param>
    public void OnSample(SensorSample sample, bool isMeasuring, bool isPresent, long at, List<LaneFact> facts)
    {
        if (isPresent)
            _busyUntil = at + (long)options.BackgroundSettling.TotalMicroseconds;
        if (!sample.Surface.IsGood)
            return;
        _stuck.OnSurface(sample.Surface.CentiC, isMeasuring);
        if (at > _busyUntil && sample.Ambient is { IsGood: true } ambient)
            _frost.OnBackground(sample.Surface.CentiC, ambient.CentiC);
        Tell(at, facts);
    }

    /// <summary>An attempt's samples and plateau, before it is judged: the attempt that shows a fault is not judged by it.</summary>
    public void OnMeasured(Attempt attempt, int plateauCentiC, int ambientCentiC, long at, List<LaneFact> facts)
    {
        _stuck.OnMeasured(attempt.SurfaceCentiC);
        _blocked.OnMeasured(plateauCentiC, ambientCentiC);
        Tell(at, facts);
    }

    /// <summary>Somebody's estimate that nothing but doubt of the sensor stood against.</summary>
    public void OnBody(int bodyCentiC, long at, List<LaneFact> facts)
    {
        _drift.OnBody(bodyCentiC, at, facts);
        Tell(at, facts);
    }

    private string?[] Current() => [_standing, _stuck.Doubt, _blocked.Doubt, _frost.Doubt, _drift.Doubt];

    private void Tell(long at, List<LaneFact> facts)
    {
        var now = Current();
        var was = Array.Exists(_told, doubt => doubt is not null);
        for (var i = 0; i < now.Length; i++)
        {
            if (_told[i] is null && now[i] is { } doubt)
                facts.Add(new Happened(at, GateEventType.SensorDoubtful, doubt));
        }

        if (was && Array.TrueForAll(now, doubt => doubt is null))
            facts.Add(new Happened(at, GateEventType.SensorTrusted, ""));
        _told = now;
    }
}
