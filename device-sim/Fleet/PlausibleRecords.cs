using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// What one gate in a heated vestibule would say, from a seed: mostly normal screenings, each followed by its passage;
/// now and then a second attempt, a fever, a volunteer's verdict, a door. For load: it has no hardware, people or weather
/// under it.
/// </summary>
/// <param name="hasAirSensor">The gate measures its air, and its model is given that.</param>
/// <remarks>Temperatures as in `domain.md` §5: readings of 36.25 ± 0.31 °C; heat balance with k = 0.19 (§2).</remarks>
public sealed class PlausibleRecords(int seed, bool hasAirSensor = false)
{
    private const double ReadingMeanC = 36.25;
    private const double ReadingDeviationC = 0.31;
    private const double HeatBalanceK = 0.19;
    private const double VestibuleC = 20.2;
    private const int ThresholdCentiC = 3730;
    private const int RetryFromCentiC = 3700;
    private const int RetryBelowCentiC = 3500;

    /// <summary>Of the MLX90614's object register: 0.02 °C.</summary>
    private const int SensorStepCentiC = 2;

    /// <summary>Far above any real prevalence, so that even a short run has urgent records in it.</summary>
    private const double FeverShare = 0.005;
    private const double AbortedShare = 0.01;
    private const double DoorEventShare = 0.01;
    private const double InwardShare = 0.9;

    /// <summary>What the contact thermometer says, by what it was asked about; assumed.</summary>
    private const double FeverConfirmedShare = 0.8;
    private const double FeverFoundShare = 0.05;

    /// <summary>By which the thermometer's own heat lies above the air about it.</summary>
    private const double SelfHeatingC = 0.8;
    private const double AirDeviationC = 0.03;

    private readonly Random _random = new(seed);
    private double _ambientOffsetC;
    private long? _firstAttempt;
    private long? _toPass;
    private Screening? _toVerify;

    /// <summary>
    /// The gate's next record: a verdict if somebody waits for a volunteer, a passage if somebody was just let through, else
    /// somebody new.
    /// </summary>
    /// <param name="seq">That it will have; records of the same gate must be asked for in order.</param>
    public GateRecord Next(long seq, RecordTime time)
    {
        if (_toVerify is { } waiting)
        {
            _toVerify = null;
            return NextVerdict(seq, time, waiting);
        }

        if (_toPass is { } screening)
        {
            _toPass = null;
            return NextPassage(seq, time, screening);
        }

        return _random.NextDouble() < DoorEventShare ? NextDoor(seq, time) : NextScreening(seq, time);
    }

    /// <summary>A measuring attempt, whatever came before it.</summary>
    public Screening NextScreening(long seq, RecordTime time)
    {
        _ambientOffsetC = 0.95 * _ambientOffsetC + 0.1 * Normal();
        var ambient = VestibuleC + _ambientOffsetC;
        var body = _random.NextDouble() < FeverShare ? 37.6 + Math.Abs(Normal()) * 0.6 : ReadingMeanC + ReadingDeviationC * Normal();
        var air = hasAirSensor ? ambient - SelfHeatingC + AirDeviationC * Normal() : (double?)null;
        var surface = Stepped((body + HeatBalanceK * (air ?? ambient)) / (1 + HeatBalanceK));
        var ambientCentiC = Stepped(ambient);
        var airCentiC = air is { } known ? (int)Math.Round(known * 100) : (int?)null;
        var bodyCentiC = (int)Math.Round(surface + HeatBalanceK * (surface - (airCentiC ?? ambientCentiC)));
        var record = new Screening
        {
            Seq = seq,
            Time = time,
            Outcome = OutcomeOf(bodyCentiC),
            BodyCentiC = bodyCentiC,
            SurfaceCentiC = surface,
            AmbientCentiC = ambientCentiC,
            AirCentiC = airCentiC,
            SampleCount = _random.Next(8, 16),
            DwellMs = _random.Next(900, 1_600),
            Model = BodyModel.HeatBalance,
            ModelVersion = 1,
            ThresholdCentiC = ThresholdCentiC,
            Quality = ScreeningQuality.Clinical,
            Reason = ReasonOf(bodyCentiC),
            FirstSeq = _firstAttempt,
        };
        Remember(record);
        return record;
    }

    private static int Stepped(double celsius) => (int)Math.Round(celsius * 100 / SensorStepCentiC) * SensorStepCentiC;

    private static bool IsNearThreshold(int bodyCentiC) => bodyCentiC is >= RetryFromCentiC and < ThresholdCentiC;

    private static ScreeningReason ReasonOf(int bodyCentiC)
    {
        if (bodyCentiC < RetryBelowCentiC)
            return ScreeningReason.BodyBelowRange;
        return IsNearThreshold(bodyCentiC) ? ScreeningReason.NearThreshold : ScreeningReason.None;
    }

    /// <summary>A second attempt is the last one: what is still unclear then is for a contact thermometer.</summary>
    private ScreeningOutcome OutcomeOf(int bodyCentiC)
    {
        if (bodyCentiC >= ThresholdCentiC)
            return ScreeningOutcome.Fever;
        if (bodyCentiC >= RetryBelowCentiC && !IsNearThreshold(bodyCentiC))
            return ScreeningOutcome.Normal;
        return _firstAttempt is null ? ScreeningOutcome.Retry : ScreeningOutcome.Manual;
    }

    private void Remember(Screening record)
    {
        _firstAttempt = record.Outcome == ScreeningOutcome.Retry ? record.Seq : null;
        _toPass = record.Outcome == ScreeningOutcome.Normal ? record.Seq : null;
        _toVerify = record.Outcome is ScreeningOutcome.Fever or ScreeningOutcome.Manual ? record : null;
    }

    /// <summary>Who is found normal may pass.</summary>
    private GateEvent NextVerdict(long seq, RecordTime time, Screening waiting)
    {
        var share = waiting.Outcome == ScreeningOutcome.Fever ? FeverConfirmedShare : FeverFoundShare;
        var isFever = _random.NextDouble() < share;
        _toPass = isFever ? null : waiting.Seq;
        return new GateEvent
        {
            Seq = seq,
            Time = time,
            Type = isFever ? GateEventType.ManualFever : GateEventType.ManualNormal,
            ScreeningSeq = waiting.Seq,
        };
    }

    private Passage NextPassage(long seq, RecordTime time, long screening) => new()
    {
        Seq = seq,
        Time = time,
        Direction = _random.NextDouble() < InwardShare ? PassageDirection.Inward : PassageDirection.Outward,
        End = _random.NextDouble() < AbortedShare ? PassageEnd.Aborted : PassageEnd.Completed,
        ScreeningSeq = screening,
    };

    private GateEvent NextDoor(long seq, RecordTime time) => new()
    {
        Seq = seq,
        Time = time,
        Type = _random.Next(2) == 0 ? GateEventType.DoorOpened : GateEventType.DoorClosed,
        Count = _random.Next(1, 4),
        Detail = "",
    };

    /// <summary>Standard normal, by Box and Muller.</summary>
    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
