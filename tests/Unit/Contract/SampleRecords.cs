using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Contract;

/// <summary>One batch of every kind of record, with every optional field both there and absent.</summary>
internal static class SampleRecords
{
    public static readonly StreamId Stream = new(0x0123_4567_89ab_cdef);

    private const long Start = 1_767_225_600_000_000; // 2026-01-01T00:00:00Z

    public static IReadOnlyList<GateRecord> OfEveryKind() =>
    [
        new Screening
        {
            Seq = 41,
            Time = new RecordTime(Start, 3_000),
            Outcome = ScreeningOutcome.Retry,
            SurfaceCentiC = -512,
            AmbientCentiC = 1498,
            SampleCount = 2,
            DwellMs = 1500,
            Model = BodyModel.HeatBalance,
            ModelVersion = 1,
            ThresholdCentiC = 3730,
            Quality = ScreeningQuality.Indicative,
            Reason = ScreeningReason.TooFewSamples,
        },
        new Screening
        {
            Seq = 42,
            Time = new RecordTime(Start + 6_200_000, 3_000),
            Outcome = ScreeningOutcome.Normal,
            BodyCentiC = 3664,
            SurfaceCentiC = 3401,
            AmbientCentiC = 2017,
            SampleCount = 12,
            DwellMs = 1212,
            Model = BodyModel.MelexisReference,
            ModelVersion = 1,
            ThresholdCentiC = 3730,
            Quality = ScreeningQuality.Clinical,
            Reason = ScreeningReason.None,
            FirstSeq = 41,
        },
        new Passage
        {
            Seq = 43,
            Time = new RecordTime(Start + 8_000_000, 3_000),
            Direction = PassageDirection.Inward,
            End = PassageEnd.Completed,
            ScreeningSeq = 42,
        },
        new Passage
        {
            Seq = 44,
            Time = new RecordTime(Start + 9_500_000, 4_000),
            Maintenance = true,
            Direction = PassageDirection.Outward,
            End = PassageEnd.Unscreened,
        },
        new GateEvent
        {
            Seq = 45,
            Time = new RecordTime(Start + 9_600_000, 4_000),
            Type = GateEventType.DoorForced,
            Count = 3,
            Detail = "door 门 open",
        },
        new Summary
        {
            Seq = 46,
            Time = new RecordTime(Start + 3_600_000_000, 5_000),
            Span = SummarySpan.Hour,
            StartSeconds = Start / 1_000_000,
            Normal = 7,
            Fever = 1,
            Retry = 2,
            Manual = 1,
            Inward = 6,
            Outward = 2,
            InServiceSeconds = 3600,
            AmbientCount = 2,
            AmbientSumCentiC = 3515,
            AmbientMinCentiC = 1498,
            AmbientMaxCentiC = 2017,
            Histogram = BodyHistogram.From([(BodyHistogram.Under, 1), (BodyHistogram.BinOf(3664), 6), (BodyHistogram.Over, 1)]),
        },
        new Summary
        {
            Seq = 47,
            Time = new RecordTime(Start + 3_600_000_000, 5_000),
            Span = SummarySpan.Day,
            StartSeconds = Start / 1_000_000 - 28_800,
        },
        new Health
        {
            Seq = 48,
            Time = new RecordTime(Start + 3_660_000_000, 5_000),
            OutboxDepth = 12,
            OutboxOldestSeconds = 61,
            DeviceBytesWritten = 4_096_000,
            CpuCentiC = 4150,
            MemoryBytes = 50_000_000,
            DiskFreeBytes = 12_000_000_000,
            I2cTransactions = 36_000,
            I2cNacks = 4,
            I2cPecErrors = 1,
            I2cFlagErrors = 2,
            I2cRangeErrors = 3,
            ClockQuality = ClockQuality.Welcome,
            UptimeSeconds = 3_660,
            Version = "0.1.0",
        },
        new Health { Seq = 49, Time = new RecordTime(Start + 3_720_000_000, 5_000), ClockQuality = ClockQuality.Ntp, Version = "0.1.0" },
    ];
    /// <summary>What came with 1.2, there and absent.</summary>
    public static IReadOnlyList<GateRecord> OfVersion12() =>
    [
        (Health)OfEveryKind()[7] with { Seq = 63, OutboxRejected = 7, OutboxShed = 120_000, OutboxOverfull = true },
        (Health)OfEveryKind()[7] with { Seq = 64, OutboxRejected = 7 },
        (Health)OfEveryKind()[8] with { Seq = 65 },
    ];

    /// <summary>
    /// What <see cref="OfEveryKind"/> has not: the fields, reasons and events that came after it, each both there and absent.
    /// </summary>
    public static IReadOnlyList<GateRecord> OfLaterFields()
    {
        var screening = (Screening)OfEveryKind()[1];
        return
        [
            screening with { Seq = 51, FirstSeq = null, AirCentiC = 1987, Reason = ScreeningReason.SensorNotMedical, Quality = ScreeningQuality.Indicative },
            screening with { Seq = 52, FirstSeq = null, Outcome = ScreeningOutcome.Manual, Reason = ScreeningReason.NotAcclimatised },
            screening with { Seq = 53, FirstSeq = null, AirCentiC = -1204, Outcome = ScreeningOutcome.Manual, Reason = ScreeningReason.AirTooCold },
            screening with { Seq = 54, FirstSeq = null, AirCentiC = 0, Outcome = ScreeningOutcome.Manual, Reason = ScreeningReason.SensorDoubtful },
            screening with { Seq = 55, FirstSeq = null, AirCentiC = 2017, Outcome = ScreeningOutcome.Manual, Reason = ScreeningReason.SensorTemperatureUnknown },
            new GateEvent { Seq = 56, Time = new RecordTime(Start + 60_000_000, 3_000), Type = GateEventType.SensorDoubtful, Detail = "stuck" },
            new GateEvent { Seq = 57, Time = new RecordTime(Start + 61_000_000, 3_000), Type = GateEventType.ManualFever, ScreeningSeq = 52 },
            new GateEvent { Seq = 58, Time = new RecordTime(Start + 62_000_000, 3_000), Type = GateEventType.ManualNormal, ScreeningSeq = 53 },
            new GateEvent { Seq = 59, Time = new RecordTime(Start + 63_000_000, 3_000), Type = GateEventType.ManualNormal },
            new GateEvent { Seq = 60, Time = new RecordTime(Start + 64_000_000, 3_000), Type = GateEventType.AirSensorFault, Count = 2 },
            ((Summary)OfEveryKind()[5]) with { Seq = 61, ManualFever = 1, ManualNormal = 2 },
            ((Summary)OfEveryKind()[6]) with { Seq = 62 },
        ];
    }
}
