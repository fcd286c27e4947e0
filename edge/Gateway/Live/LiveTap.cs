using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Replay;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Live;

/// <summary>
/// Takes from the lane's thread what happens there and puts it before those who watch, at most <see cref="MostWatchers"/>.
/// Keeps how things are, for those who come later.
/// </summary>
internal sealed class LiveTap(ScreeningOptions screening) : ILaneWatcher
{
    public const int MostWatchers = 4;

    /// <summary>What is colder is a wall, and no estimate of it means anything.</summary>
    private const int LeastBodyCentiC = 3000;

    private static readonly PanelSignals[] Signals = [.. Enum.GetValues<PanelSignals>().Where(signal => signal != PanelSignals.None)];

    private readonly Lock _joining = new();

    /// <summary>By line; written by the lane's thread alone, read whole by those who join.</summary>
    private readonly LiveLine?[] _levels = new LiveLine?[Enum.GetValues<LaneLine>().Length];

    private volatile LiveQueue[] _queues = [];
    private volatile LiveLine? _lamps;
    private volatile LiveLine? _sensor;
    private volatile LiveLine? _air;
    private volatile LiveLine? _maintenance;
    private SensorCorrection? _correction;
    private int? _ambientCentiC;
    private int? _vestibuleCentiC;

    public bool IsWatching => _queues.Length > 0;

    public void OnLine(LaneLine line, bool active, long atMicroseconds)
    {
        var level = new LiveLine.Level(atMicroseconds, line, active);
        Volatile.Write(ref _levels[(int)line], level);
        Offer(level);
    }

    public void OnSample(SensorSample sample, long atMicroseconds)
    {
        if (sample.Ambient is { IsGood: true } ambient)
            _ambientCentiC = ambient.CentiC;
        if (!IsWatching)
            return;
        int? surface = sample.Surface.IsGood ? sample.Surface.CentiC : null;
        Offer(new LiveLine.Sample(
            atMicroseconds,
            surface,
            sample.Ambient is { IsGood: true } own ? own.CentiC : null,
            BodyOf(surface),
            sample.IsGood ? null : sample.Failure));
    }

    public void OnAir(AirSample sample, long atMicroseconds)
    {
        _vestibuleCentiC = CentiC(sample.Vestibule);
        _air = new LiveLine.Air(atMicroseconds, _vestibuleCentiC, CentiC(sample.Outdoor));
        Offer(_air);
    }

    public void OnStanding(SensorStanding standing, long atMicroseconds)
    {
        _correction = standing.Correction ?? _correction;
        _sensor = new LiveLine.Sensor(atMicroseconds, standing.Description, standing.Doubt);
        Offer(_sensor);
    }

    public void OnFact(LaneFact fact)
    {
        if (fact is Happened { Type: GateEventType.MaintenanceOn or GateEventType.MaintenanceOff } switched)
        {
            _maintenance = new LiveLine.Maintenance(fact.AtMicroseconds, switched.Type == GateEventType.MaintenanceOn);
            Offer(_maintenance);
        }

        if (IsWatching && PlainWords.Of(fact) is { } text)
            Offer(new LiveLine.Fact(fact.AtMicroseconds, text));
    }

    public void OnShown(PanelSignals signals, long atMicroseconds)
    {
        _lamps = new LiveLine.Lamps(atMicroseconds, [.. Signals.Where(signal => signals.HasFlag(signal))]);
        Offer(_lamps);
    }

    /// <summary>
    /// From now on the queue gets what happens, and how things are. Of two lines about one thing the later in time counts: the
    /// lane may have got in between.
    /// </summary>
    /// <returns>False if there are too many already.</returns>
    public bool Join(LiveQueue queue)
    {
        lock (_joining)
        {
            if (_queues.Length >= MostWatchers)
                return false;
            _queues = [.. _queues, queue];
        }

        foreach (var known in (ReadOnlySpan<LiveLine?>)[_sensor, _maintenance, _air, _lamps])
            OfferKnown(queue, known);
        for (var i = 0; i < _levels.Length; i++)
            OfferKnown(queue, Volatile.Read(ref _levels[i]));
        return true;
    }

    public void Leave(LiveQueue queue)
    {
        lock (_joining)
            _queues = [.. _queues.Where(other => other != queue)];
    }

    private static void OfferKnown(LiveQueue queue, LiveLine? line)
    {
        if (line is not null)
            queue.Offer(line);
    }

    private int? BodyOf(int? surfaceCentiC) => surfaceCentiC is { } surface && Judge.SurroundingsOf(_vestibuleCentiC, _ambientCentiC) is { } surroundings
        && Judge.BodyOf(surface, surroundings, _correction?.ApplyTo(screening) ?? screening) is >= LeastBodyCentiC and var body
        ? body
        : null;

    private static int? CentiC(SensorReading? reading) => reading is { IsGood: true } good ? good.CentiC : null;

    private void Offer(LiveLine line)
    {
        foreach (var queue in _queues)
            queue.Offer(line);
    }
}
