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
    private readonly Mlx90614 _sensor;
    private readonly IBoardClock _clock;
    private readonly ILogger<GateWorker> _logger;
    private readonly Lane _lane;
    private readonly Panel _panel;
    private readonly LaneRecorder _recorder;
    private readonly EventFolding _folding = new();
    private readonly List<LaneFact> _facts = [];
    private LaneLines? _lines;
    private long _lostEdges;
    private long _retryAt = long.MaxValue;

    public GateWorker(
        ScreeningOptions screening,
        LineOptions lines,
        Mlx90614 sensor,
        IGpio gpio,
        IRecordSink sink,
        IBoardClock clock,
        ILogger<GateWorker> logger)
    {
        (_gpio, _lineOptions, _sensor, _clock, _logger) = (gpio, lines, sensor, clock, logger);
        _lane = new Lane(lines.Kind, screening, lines.Times, lines.HasBeams);
        _panel = new Panel(lines.Times);
        _recorder = new LaneRecorder(sink, screening);
    }

    /// <summary>Records made from now on are marked, kept and never counted.</summary>
    public bool Maintenance
    {
        get => _recorder.Maintenance;
        set => _recorder.Maintenance = value;
    }

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
            ReadLevels(lines);
            while (!stop.IsCancellationRequested)
                Turn(lines);
            Conclude(_folding.TakeDue(long.MaxValue));
        }
        finally
        {
            lines.Dispose();
        }
    }

    private void Turn(LaneLines lines)
    {
        lines.Wait(UntilNext(), OnLine);
        NoticeLostEdges(lines);
        var now = _clock.Now.BoottimeMicroseconds;
        if (_lane.NextSampleAt <= now)
            _lane.OnSample(Read(_lane.SampleNeed), now, _facts);
        if (_lane.NextTickAt <= now)
            _lane.OnTick(now, _facts);
        Conclude(_folding.TakeDue(now));
        lines.Show(_panel.At(_clock.Now.BoottimeMicroseconds));
    }

    private TimeSpan UntilNext()
    {
        var now = _clock.Now.BoottimeMicroseconds;
        var next = Math.Min(
            Math.Min(_lane.NextSampleAt, _lane.NextTickAt),
            Math.Min(Math.Min(_panel.NextChangeAfter(now), _folding.NextDueAt), _retryAt));
        return TimeSpan.FromMicroseconds(Math.Clamp(next - now, 0, (long)LongestWait.TotalMicroseconds));
    }

    /// <summary>
    /// Before anything that has become due meanwhile: a thread that is late must not let time run out on somebody who has
    /// long stepped away.
    /// </summary>
    private void OnLine(LaneLine line, bool active, long at) => _lane.OnLine(line, active, at, _facts);

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
            OnLine(line, active, now);
    }

    private SensorSample Read(SampleNeed need) => new(
        need is SampleNeed.Surface or SampleNeed.SurfaceAndAmbient ? _sensor.ReadObject() : null,
        need is SampleNeed.Ambient or SampleNeed.SurfaceAndAmbient ? _sensor.ReadAmbient() : null);

    /// <summary>Makes the turn's facts durable, then lets the lamp say the last verdict.</summary>
    private void Conclude(IReadOnlyList<Happened> repeats)
    {
        var bootId = _clock.Now.BootId;
        foreach (var fact in _facts)
        {
            if (fact is AttemptBegan)
                _panel.ClearLamp();
            else if (fact is not Happened happened || _folding.Passes(happened))
                _recorder.Add(fact, bootId);
        }

        foreach (var repeat in repeats)
            _recorder.Add(repeat, bootId);
        if (_recorder.HasKept && (HasNews(repeats) || _clock.Now.BoottimeMicroseconds >= _retryAt))
            MakeDurable();
        ShowVerdicts();
        _facts.Clear();
    }

    private bool HasNews(IReadOnlyList<Happened> repeats) =>
        repeats.Count > 0 || _facts.Exists(fact => fact is not AttemptBegan);

    private void MakeDurable()
    {
        try
        {
            _recorder.FlushAsync().GetAwaiter().GetResult();
            _retryAt = long.MaxValue;
        }
        catch (OutboxUnavailableException refused)
        {
            _logger.LogError(refused, "The outbox refuses records; lamps say manual");
            _retryAt = _clock.Now.BoottimeMicroseconds + MicrosecondsPerSecond;
        }
    }

    private void ShowVerdicts()
    {
        foreach (var decided in _facts.OfType<AttemptDecided>())
        {
            var durable = !_recorder.Keeps(decided);
            if (!durable)
                _lane.OnNotRecorded(decided.Person);
            _panel.Show(
                durable ? decided.Verdict.Outcome : ScreeningOutcome.Manual, _clock.Now.BoottimeMicroseconds);
        }
    }
}
