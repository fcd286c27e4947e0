namespace Checkpoint.Contract.Records;

/// <summary>Something happened at the gate. Repeats within a minute are one event with a count.</summary>
public sealed record GateEvent : GateRecord
{
    public required GateEventType Type { get; init; }

    /// <summary>How often within the minute, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>For a person to read; at most <see cref="RecordLimits.MaxDetailBytes"/> of UTF-8, no control characters.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Of a manual result: seq of the screening it decides; null if none waited for one, and for all other types.</summary>
    public long? ScreeningSeq { get; init; }
}

public enum GateEventType
{
    Started = 1,
    Stopped = 2,
    DoorOpened = 3,
    DoorClosed = 4,
    DoorForced = 5,
    DoorHeld = 6,
    Tamper = 7,
    TamperRestored = 8,
    BeamObstructed = 9,
    BeamCleared = 10,
    SensorFault = 11,
    SensorRecovered = 12,
    PowerLost = 13,
    PowerRestored = 14,
    ClockStepped = 15,

    /// <summary>Records dropped for want of space; the detail lists their seqs and the reason.</summary>
    Shed = 16,

    /// <summary>Records the cloud refused; the detail lists their seqs and the reason.</summary>
    Rejected = 17,
    ManualNormal = 18,
    ManualFever = 19,
    MaintenanceOn = 20,
    MaintenanceOff = 21,
    LinesLost = 22,
    OutboxSetAside = 23,
    StreamBegun = 24,

    /// <summary>The sensor answers, but what it says can't be trusted; the detail says why.</summary>
    SensorDoubtful = 25,
    SensorTrusted = 26,
    AirSensorFault = 27,
    AirSensorRecovered = 28,

    /// <summary>The cloud's database does not have what it had; the detail says what is sent again, or why it is not.</summary>
    DatabaseLost = 29,
}
