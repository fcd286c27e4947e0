using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>Plain records to put in.</summary>
internal static class Make
{
    public static Screening Screening(ScreeningOutcome outcome = ScreeningOutcome.Normal, int body = 3650) => new()
    {
        Outcome = outcome,
        BodyCentiC = body,
        SurfaceCentiC = 3450,
        AmbientCentiC = 2100,
        SampleCount = 9,
        DwellMs = 900,
        Model = BodyModel.HeatBalance,
        ModelVersion = 1,
        ThresholdCentiC = 3730,
        Quality = ScreeningQuality.Clinical,
        Reason = ScreeningReason.None,
    };

    public static Passage Passage(PassageEnd end = PassageEnd.Completed, long? screening = null) =>
        new() { Direction = PassageDirection.Inward, End = end, ScreeningSeq = screening };

    public static GateEvent Event(GateEventType type = GateEventType.DoorOpened, int count = 1) => new() { Type = type, Count = count };

    public static Health Health() => new() { ClockQuality = ClockQuality.Unknown, Version = "0.1.0" };
}
