namespace Checkpoint.Contract.Codec;

/// <summary>Why bytes are not a message of this contract: the fault by name, and the field it was found in.</summary>
public readonly record struct Malformed(MalformedReason Reason, string Field)
{
    public override string ToString() => Reason == default ? "well-formed" : $"{WireName.Of(Reason)} ({Field})";
}

/// <summary>Named in metrics and logs; a message that has one of these is refused whole.</summary>
public enum MalformedReason
{
    Empty = 1,
    Oversized = 2,

    /// <summary>Truncated, wrong lengths, unending varints, text that is not UTF-8.</summary>
    NotProtobuf = 3,
    UnknownVersion = 4,
    NoStream = 5,
    NoRecords = 6,
    TooManyRecords = 7,
    ColumnTooLong = 8,
    ColumnTooShort = 9,
    ValueOverflow = 10,
    SeqOutOfRange = 11,
    SeqNotAscending = 12,
    SeqRepeated = 13,
    HistogramInvalid = 14,
    FieldInvalid = 15,
    TooManyRanges = 16,
}
