using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Who stands before the sensor, and how their attempts go. The gate can't tell faces: the same person is whoever comes
/// back within <see cref="ScreeningOptions.PersonForgottenAfter"/> of a retry and has not gone through since.
/// </summary>
internal sealed class Screener(ScreeningOptions options)
{
    /// <summary>Until the drift is known, the sensor's temperature is read so many times over the span that it takes.</summary>
    private const int ReadingsToKnowDrift = 8;

    private readonly AmbientHistory _ambient = new(options.DriftWindow, options.LeastDriftSpan);
    private readonly SensorDoubts _doubts = new(options.Doubts);
    private readonly AirWatch _air = new(options);
    private SensorStanding _standing = SensorStanding.Unknown;
    private SensorCorrection? _correction;
    private Phase _phase = Phase.Idle;
    private bool _present;
    private Measuring? _measuring;
    private long _person;
    private int _attempts;
    private int _fevers;
    private bool _wasHigh;
    private long _attemptEndedAt;
    private long _nextAmbientAt;

    private enum Phase
    {
        Idle,
        Measuring,

        /// <summary>Between a retry and the next attempt.</summary>
        Waiting,

        /// <summary>Decided for good; the person still stands there.</summary>
        Decided,
    }

    public bool IsIdle => _phase == Phase.Idle;

    /// <summary>When the sensor is to be read next; the present or past means now.</summary>
    public long NextSampleAt => _measuring?.NextSampleAt ?? _nextAmbientAt;

    /// <summary>
    /// The sensor's own temperature is to be read too: once for each person, and while nobody is there. Each reading disturbs
    /// the chip a little, so none is taken that is not used.
    /// </summary>
    public bool WantsAmbient => _measuring?.AmbientCentiC is null;

    /// <summary>When <see cref="OnTick"/> has something to do; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTickAt => _phase switch
    {
        Phase.Measuring => _measuring!.BeganAt + Microseconds(options.SamplingTime),
        Phase.Waiting => _present ? EarliestNextAt : _attemptEndedAt + Microseconds(options.PersonForgottenAfter),
        _ => long.MaxValue,
    };

    private long EarliestNextAt => _attemptEndedAt + Microseconds(options.RetryDelay);

    public void OnStanding(SensorStanding standing, long at, List<LaneFact> facts)
    {
        _standing = standing;
        _correction = standing.Correction ?? _correction;
        _doubts.OnStanding(standing, at, facts);
    }

    public void OnAir(AirSample sample, long at, List<LaneFact> facts) => _air.OnAir(sample, at, facts);

    public void OnPresence(bool present, long at, List<LaneFact> facts)
    {
        if (present && !_present)
            Forget(at);
        _present = present;
        if (!present && _phase == Phase.Measuring)
            Decide(at, leftEarly: true, facts);
        if (!present && _phase == Phase.Decided)
            _phase = Phase.Idle;
        else if (present)
            Begin(at, facts);
    }

    public void OnSample(SensorSample sample, long at, List<LaneFact> facts)
    {
        if (sample.Ambient is { IsGood: true } ambient)
            _ambient.Add(at, ambient.CentiC);
        if (sample.Ambient is not null)
            _nextAmbientAt = at + Microseconds(AmbientInterval(sample.IsGood));
        _doubts.OnSample(sample, _measuring is not null, _present, at, facts);
        if (_measuring is null)
            return;
        _measuring.Add(sample, at + Microseconds(options.SampleInterval));
        if (_measuring.SurfaceCentiC.Count >= options.SamplesWanted)
            Decide(at, leftEarly: false, facts);
    }

    public void OnTick(long at, List<LaneFact> facts)
    {
        if (at < NextTickAt)
            return;
        if (_phase == Phase.Measuring)
            Decide(at, leftEarly: false, facts);
        else if (_present)
            Begin(at, facts);
        else
            _phase = Phase.Idle;
    }

    /// <summary>The person of a retry has gone through: who comes next is somebody new.</summary>
    public void OnWentThrough()
    {
        if (_phase == Phase.Waiting)
            _phase = _present ? Phase.Decided : Phase.Idle;
    }

    private static long Microseconds(TimeSpan span) => (long)span.TotalMicroseconds;

    /// <summary>Sooner too after a failure, so that a fault is known before the next person comes.</summary>
    private TimeSpan AmbientInterval(bool isGood)
    {
        var quick = options.LeastDriftSpan / ReadingsToKnowDrift;
        return (!isGood || _ambient.ChangeCPerMinute() is null) && quick < options.AmbientInterval ? quick : options.AmbientInterval;
    }

    private ScreeningOptions OptionsForSensor() => _correction?.ApplyTo(options) ?? options;

    /// <summary>Only who was away: whoever has stood there all the while is still the same.</summary>
    private void Forget(long at)
    {
        if (_phase == Phase.Waiting && at >= _attemptEndedAt + Microseconds(options.PersonForgottenAfter))
            _phase = Phase.Idle;
    }

    private void Begin(long at, List<LaneFact> facts)
    {
        if (_phase is Phase.Measuring or Phase.Decided || (_phase == Phase.Waiting && at < EarliestNextAt))
            return;
        if (_phase == Phase.Idle)
            (_person, _attempts, _fevers, _wasHigh) = (_person + 1, 0, 0, false);
        _attempts++;
        _phase = Phase.Measuring;
        _measuring = new Measuring(at);
        facts.Add(new AttemptBegan(at));
    }

    private void Decide(long at, bool leftEarly, List<LaneFact> facts)
    {
        var measured = _measuring!;
        _measuring = null;
        var verdict = Judge.Decide(AttemptOf(measured, leftEarly, at, facts), OptionsForSensor());
        _fevers += verdict.SaysFever ? 1 : 0;
        _wasHigh |= verdict.IsHigh;
        _attemptEndedAt = at;
        var again = verdict.Outcome == ScreeningOutcome.Retry;
        _phase = again ? Phase.Waiting : _present ? Phase.Decided : Phase.Idle;
        var dwell = TimeSpan.FromMicroseconds(Math.Max(0, at - measured.BeganAt));
        facts.Add(new AttemptDecided(at, _person, _attempts, verdict, dwell));
        if (verdict.BodyCentiC is { } body && LooksNormal(verdict, body))
            _doubts.OnBody(body, at, facts);
    }

    /// <summary>Normal, or would be with a sensor that could be believed.</summary>
    private bool LooksNormal(Verdict verdict, int bodyCentiC) => verdict.Outcome == ScreeningOutcome.Normal || (
        verdict.Reason == ScreeningReason.SensorDoubtful
        && bodyCentiC >= ScreeningOptions.CentiC(options.LeastBodyC)
        && bodyCentiC < options.ThresholdCentiC);

    private Attempt AttemptOf(Measuring measured, bool leftEarly, long at, List<LaneFact> facts)
    {
        var attempt = new Attempt
        {
            Number = _attempts,
            SurfaceCentiC = measured.SurfaceCentiC,
            Failures = measured.Failures,
            AmbientCentiC = measured.AmbientCentiC,
            AirCentiC = _air.VestibuleCentiC,
            SkinDeficitC = Rewarming.DeficitC(options.LeastIndoors, _air.OutdoorC),
            DriftCPerMinute = _ambient.ChangeCPerMinute(),
            LeftEarly = leftEarly,
            EarlierFevers = _fevers,
            WasHigh = _wasHigh,
            IsMedical = _standing.IsMedical,
        };
        if (Judge.Measure(attempt, OptionsForSensor()) is { SurfaceCentiC: { } surface, AmbientCentiC: { } ambient })
            _doubts.OnMeasured(attempt, surface, ambient, at, facts);
        return attempt with { IsDoubtful = _doubts.IsDoubtful };
    }

    private sealed class Measuring(long at)
    {
        public List<int> SurfaceCentiC { get; } = [];

        public long BeganAt { get; } = at;

        public long NextSampleAt { get; private set; } = at;

        public int? AmbientCentiC { get; private set; }

        public int Failures { get; private set; }

        public void Add(SensorSample sample, long nextAt)
        {
            NextSampleAt = nextAt;
            AmbientCentiC ??= sample.Ambient is { IsGood: true } ambient ? ambient.CentiC : null;
            Failures += (sample.Surface.IsGood ? 0 : 1) + (sample.Ambient?.IsGood == false ? 1 : 0);
            if (sample.Surface.IsGood)
                SurfaceCentiC.Add(sample.Surface.CentiC);
        }
    }
}
