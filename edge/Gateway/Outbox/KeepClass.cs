using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>How long records are held on to when space runs out: the lowest class goes first, each class oldest first.</summary>
public enum KeepClass
{
    Health = 1,

    /// <summary>Once counted in the summaries.</summary>
    NormalScreening = 2,
    RetryOrPassage = 3,
    RepeatedEvent = 4,
    Event = 5,
    Summary = 6,

    /// <summary>Fevers and alarms: also what is sent before all else.</summary>
    Urgent = 7,

    /// <summary>The ledger rests on these: what was dropped, refused, set aside, begun. Never dropped.</summary>
    Ledger = 8,
}

/// <summary>Which record is of which class.</summary>
public static class KeepClasses
{
    public static KeepClass Of(GateRecord record) => record switch
    {
        Contract.Records.Health => KeepClass.Health,
        Screening { Outcome: ScreeningOutcome.Normal } => KeepClass.NormalScreening,
        Screening { Outcome: ScreeningOutcome.Retry } or Passage => KeepClass.RetryOrPassage,
        Screening { Outcome: ScreeningOutcome.Fever } => KeepClass.Urgent,
        Screening => KeepClass.Event,
        GateEvent happening => Of(happening),
        _ => KeepClass.Summary,
    };

    private static KeepClass Of(GateEvent happening) => happening.Type switch
    {
        GateEventType.Shed or GateEventType.Rejected or GateEventType.OutboxSetAside or GateEventType.StreamBegun =>
            KeepClass.Ledger,
        GateEventType.DoorForced or GateEventType.Tamper or GateEventType.ManualFever => KeepClass.Urgent,
        // However often within the minute: like a screening's, its count is lost if it goes before its time is known.
        GateEventType.ManualNormal => KeepClass.Event,
        _ => happening.Count > 1 ? KeepClass.RepeatedEvent : KeepClass.Event,
    };
}
