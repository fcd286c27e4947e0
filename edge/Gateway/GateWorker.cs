using System.Collections.Concurrent;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway;

/// <summary>
/// One lane at work: lines and sensor → screening → outbox → lamps. A lamp says what is durable; what the outbox refuses
/// is shown as "manual". The lane has a thread of its own, since it waits in the kernel for lines to change, and so that a
/// lamp never waits for a busy thread pool.
/// </summary>
public sealed class GateWorker : BackgroundService
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Longest wait for a line, and so for a stop to be noticed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly IGpio _gpio;
    private readonly LineOptions _lineOptions;
    private readonly LaneSensors _sensors;
    private readonly IBoardClock _clock;
    private readonly ILogger<GateWorker> _logger;
    private readonly Lane _lane;
    private readonly ILaneWatcher? _watcher;
    private readonly LanePanel _panel;
    private readonly LaneRecorder _recorder;
    private readonly EventFolding _folding = new();
    private readonly List<LaneFact> _facts = [];
    private readonly ConcurrentQueue<(bool IsOn, string Detail)> _maintenance = new();
    private LaneLines? _lines;
    private long _lostEdges;
    private long _retryAt = long.MaxValue;
    private long _nextAirAt;
    private long _nextLookAt;
    private long _nextStandingAt;
    private bool _isSensorKnown;

    /// <param name="watcher">Null for nobody.</param>
    /// <param name="hasFault">True while fevers and alarms are being lost; asked on the lane's thread. Null for never.</param>
    public GateWorker(
        ScreeningOptions screening,
        LineOptions lines,
        LaneSensors sensors,
        IGpio gpio,
        IRecordSink sink,
        IBoardClock clock,
        ILogger<GateWorker> logger,
        ILaneWatcher? watcher = null,
        Func<bool>? hasFault = null)
    {
        (_gpio, _lineOptions, _sensors, _clock, _logger, _watcher) = (gpio, lines, sensors, clock, logger, watcher);
        _lane = new Lane(lines, screening);
        _panel = new LanePanel(lines.Times, clock, watcher, hasFault ?? (() => false));
        _recorder = new LaneRecorder(sink, screening);
        _nextAirAt = sensors.Air is null ? long.MaxValue : 0;
    }

    /// <summary>
    /// Takes effect in the lane's own order: what is recorded from the event "maintenance on" to the event "maintenance off",
    /// both included, is marked, kept and never counted. At the end the sensor is looked at again, since whoever worked on the
    /// gate may have calibrated or replaced it. For any thread.
    /// </summary>
    /// <param name="detail">For the event: who, and why.</param>
    public void SetMaintenance(bool isOn, string detail) => _maintenance.Enqueue((isOn, detail));

    /// <summary>
    /// Takes the lines first, so that a start that can't work fails here and nothing that happens after it is missed.
    /// </summary>
    /// <exception cref="LineUnavailableException">A line can't be taken.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _lines = new LaneLines(_gpio, _lineOptions);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _lines?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Factory.StartNew(
        () => Run(_lines!, stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(LaneLines lines, CancellationToken stop)
    {
        try
        {
            TakeMaintenance();
            ReadLevels(lines);
            while (!stop.IsCancellationRequested)
                Turn(lines);
            Conclude(lines, _folding.TakeDue(long.MaxValue));
        }
        finally
        {
            lines.Dispose();
        }
    }

    private void Turn(LaneLines lines)
    {
        TakeMaintenance();
        lines.Wait(UntilNext(), OnLine);
        NoticeLostEdges(lines);
        var now = _clock.Now.BoottimeMicroseconds;
        if (!_isSensorKnown && _nextStandingAt <= now)
            LookAtSensor(now);
        if (_nextAirAt <= now)
            ReadAir(now);
        if (_lane.NextSampleAt <= now)
            Sample(now);
        else if (_nextLookAt <= now && _watcher is { IsWatching: true })
            Look(now);
        if (_lane.NextTickAt <= now)
            _lane.OnTick(now, _facts);
        Conclude(lines, _folding.TakeDue(now));
        _panel.Show(lines);
    }

    private TimeSpan UntilNext()
    {
        var now = _clock.Now.BoottimeMicroseconds;
        var next = Math.Min(
            Math.Min(Math.Min(_lane.NextSampleAt, _lane.NextTickAt), _nextAirAt),
            Math.Min(Math.Min(_panel.NextChangeAt, _folding.NextDueAt), _retryAt));
        return TimeSpan.FromMicroseconds(Math.Clamp(next - now, 0, (long)LongestWait.TotalMicroseconds));
    }

    /// <summary>
    /// Before anything that has become due meanwhile: a thread that is late must not let time run out on somebody who has
    /// long stepped away.
    /// </summary>
    private void OnLine(LaneLine line, bool active, long at)
    {
        _watcher?.OnLine(line, active, at);
        _lane.OnLine(line, active, at, _facts);
    }

    private void TakeMaintenance()
    {
        while (_maintenance.TryDequeue(out var order))
        {
            var now = _clock.Now.BoottimeMicroseconds;
            var detail = order.Detail;
            if (!order.IsOn)
                detail = $"{detail}; {LookAtSensor(now).Description}".TrimStart(';', ' ');
            var type = order.IsOn ? GateEventType.MaintenanceOn : GateEventType.MaintenanceOff;
            _facts.Add(new Happened(now, type, PlainText.Detail(detail)));
        }
    }

    private void NoticeLostEdges(LaneLines lines)
    {
        var lost = lines.LostEdges - _lostEdges;
        if (lost == 0)
            return;
        _lostEdges += lost;
        var count = (int)Math.Min(lost, RecordLimits.MaxCount);
        _facts.Add(new Happened(_clock.Now.BoottimeMicroseconds, GateEventType.LinesLost, "", count));
        ReadLevels(lines);
    }

    private void ReadLevels(LaneLines lines)
    {
        var now = _clock.Now.BoottimeMicroseconds;
        foreach (var (line, active) in lines.Levels())
        {
            _watcher?.OnLine(line, active, now);
            _lane.OnLevel(line, active, now, _facts);
        }
    }

    /// <summary>Which sensor it is; after it has failed and come back it may be another one.</summary>
    private SensorStanding LookAtSensor(long now)
    {
        var standing = _sensors.Standing();
        _isSensorKnown = standing != SensorStanding.Unknown;
        _nextStandingAt = now + MicrosecondsPerSecond;
        _watcher?.OnStanding(standing, now);
        _lane.OnStanding(standing, now, _facts);
        return standing;
    }

    private void ReadAir(long now)
    {
        var sample = _sensors.Air!();
        _watcher?.OnAir(sample, now);
        _lane.OnAir(sample, now, _facts);
        _nextAirAt = now + (long)_sensors.AirInterval.TotalMicroseconds;
    }

    private void Sample(long now)
    {
        var sample = Read(_lane.WantsAmbient);
        _watcher?.OnSample(sample, now);
        var before = _facts.Count;
        _lane.OnSample(sample, now, _facts);
        _isSensorKnown &= !_facts.Skip(before).Any(fact => fact is Happened { Type: GateEventType.SensorRecovered });
    }

    /// <summary>For one who aims the sensor; the lane knows nothing of it.</summary>
    private void Look(long now)
    {
        _watcher!.OnSample(Read(withAmbient: true), now);
        _nextLookAt = now + (long)LongestWait.TotalMicroseconds;
    }

    private SensorSample Read(bool withAmbient) =>
        new(_sensors.Thermometer.ReadObject(), withAmbient ? _sensors.Thermometer.ReadAmbient() : null);

    /// <summary>Makes the turn's facts durable, then lets the lamp say the last verdict.</summary>
    private void Conclude(LaneLines lines, IReadOnlyList<Happened> repeats)
    {
        var bootId = _clock.Now.BootId;
        foreach (var fact in _facts)
        {
            Tell(fact);
            if (fact.IsRecorded && (fact is not Happened happened || _folding.Passes(happened)))
                _recorder.Add(fact, bootId);
        }

        foreach (var repeat in repeats)
            _recorder.Add(repeat, bootId);
        if (_recorder.HasKept && (HasNews(repeats) || _clock.Now.BoottimeMicroseconds >= _retryAt))
            MakeDurable(lines);
        ShowVerdicts();
        _facts.Clear();
    }

    /// <summary>What others than the records have of a fact.</summary>
    private void Tell(LaneFact fact)
    {
        _watcher?.OnFact(fact);
        switch (fact)
        {
            case AttemptBegan: _panel.ClearLamp(); break;
            case UsualBodyLearned learned: _sensors.UsualBodyLearned(learned.CentiC); break;
            case Happened { Type: GateEventType.SensorDoubtful }: _sensors.DoubtChanged(true); break;
            case Happened { Type: GateEventType.SensorTrusted }: _sensors.DoubtChanged(false); break;
        }
    }

    private bool HasNews(IReadOnlyList<Happened> repeats) => repeats.Count > 0 || _facts.Exists(fact => fact.IsRecorded);

    private void MakeDurable(LaneLines lines)
    {
        try
        {
            var flush = _recorder.FlushAsync();
            _panel.ShowUntil(flush, lines);
            flush.GetAwaiter().GetResult();
            if (_retryAt != long.MaxValue)
                _logger.LogInformation("The outbox takes records again");
            _retryAt = long.MaxValue;
        }
        catch (OutboxUnavailableException refused)
        {
            if (_retryAt == long.MaxValue)
                _logger.LogError(refused, "The outbox refuses records; lamps say manual");
            _retryAt = _clock.Now.BoottimeMicroseconds + MicrosecondsPerSecond;
        }
    }

    private void ShowVerdicts()
    {
        var opensForEach = !_lineOptions.Release.IsFitted;
        foreach (var fact in _facts)
        {
            if (fact is AttemptDecided decided)
                Say(decided, decided.Person, decided.Verdict.Outcome, opensForEach);
            else if (fact is VerdictEntered entered)
                Say(entered, entered.Person, entered.IsFever ? ScreeningOutcome.Fever : ScreeningOutcome.Normal, opensForEach && entered.Person is not null);
            else if (fact is ReleaseAsked asked)
                Say(asked, null, IsGranted(asked) ? ScreeningOutcome.Normal : ScreeningOutcome.Manual, opens: true);
        }
    }

    /// <summary>A driver's or passenger's screening of the same turn may have found no room on the disk.</summary>
    private bool IsGranted(ReleaseAsked asked) =>
        asked.IsGranted && !_facts.Exists(fact => fact is (AttemptDecided or VerdictEntered) && _recorder.Keeps(fact));

    private void Say(LaneFact fact, long? person, ScreeningOutcome outcome, bool opens)
    {
        var durable = !_recorder.Keeps(fact);
        if (!durable && person is { } unrecorded)
            _lane.OnNotRecorded(unrecorded, _clock.Now.BoottimeMicroseconds);
        _panel.Say(durable ? outcome : ScreeningOutcome.Manual, opens);
    }
}
