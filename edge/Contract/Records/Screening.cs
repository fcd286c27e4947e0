namespace Checkpoint.Contract.Records;

/// <summary>One measuring attempt. Temperatures in 0.01 °C, null where there was none; <see cref="Reason"/> says why.</summary>
public sealed record Screening : GateRecord
{
    public required ScreeningOutcome Outcome { get; init; }

    /// <summary>Estimated body temperature.</summary>
    public int? BodyCentiC { get; init; }

    /// <summary>Forehead as the sensor saw it, uncorrected.</summary>
    public int? SurfaceCentiC { get; init; }

    /// <summary>The sensor's own temperature; also that of the air about it where no air sensor is fitted.</summary>
    public int? AmbientCentiC { get; init; }

    /// <summary>The air by an air sensor of its own, which the model was then given; null where none is fitted or it failed.</summary>
    public int? AirCentiC { get; init; }

    /// <summary>Valid samples that the decision rests on.</summary>
    public required int SampleCount { get; init; }

    /// <summary>From presence to decision, ms.</summary>
    public required int DwellMs { get; init; }

    public required BodyModel Model { get; init; }

    public required int ModelVersion { get; init; }

    /// <summary>Fever is called at or above this body temperature.</summary>
    public required int ThresholdCentiC { get; init; }

    public required ScreeningQuality Quality { get; init; }

    /// <summary>Why this outcome, or why this quality, where either is not the plain one.</summary>
    public required ScreeningReason Reason { get; init; }

    /// <summary>Seq of this person's first attempt; null when this is it, so that persons and attempts both can be counted.</summary>
    public long? FirstSeq { get; init; }
}

/// <summary>What the lamp said.</summary>
public enum ScreeningOutcome
{
    Normal = 1,
    Fever = 2,
    Retry = 3,
    Manual = 4,
}

/// <summary>How body temperature was estimated; `domain.md` §2 has the models' sources.</summary>
public enum BodyModel
{
    HeatBalance = 1,
    MelexisReference = 2,
}

public enum ScreeningQuality
{
    /// <summary>The sensor's datasheet and the evidence allow a verdict.</summary>
    Clinical = 1,

    /// <summary>A hint only.</summary>
    Indicative = 2,
}

/// <summary>Why an attempt came out as it did.</summary>
public enum ScreeningReason
{
    None = 0,
    TooFewSamples = 1,
    NoPlateau = 2,
    BodyBelowRange = 3,
    BodyAboveRange = 4,
    SensorTooCold = 5,
    SensorTooWarm = 6,
    SensorTemperatureDrifting = 7,
    NearThreshold = 8,
    FeverUnconfirmed = 9,
    RetriesExhausted = 10,
    SensorFault = 11,
    LeftTooEarly = 12,

    /// <summary>Decided, but it could not be made durable before the lamp had to say something.</summary>
    NotRecorded = 13,

    /// <summary>The sensor is stuck, blocked, drifting, or not the one it should be; an event says which.</summary>
    SensorDoubtful = 14,

    /// <summary>This person may have come in from the cold so lately that their skin would hide a fever.</summary>
    NotAcclimatised = 15,

    /// <summary>A part of standard accuracy, not calibrated on site: the verdict stands, as a hint only.</summary>
    SensorNotMedical = 16,

    /// <summary>The air about the person is colder than the model holds for.</summary>
    AirTooCold = 17,

    /// <summary>Too soon after the start to know whether the sensor's own temperature is steady.</summary>
    SensorTemperatureUnknown = 18,
}
