namespace Checkpoint.Contract.Records;

/// <summary>A movement through the gate that has ended.</summary>
public sealed record Passage : GateRecord
{
    public required PassageDirection Direction { get; init; }

    public required PassageEnd End { get; init; }

    /// <summary>Seq of the screening that let this person pass; null if there was none.</summary>
    public long? ScreeningSeq { get; init; }
}

public enum PassageDirection
{
    Inward = 1,
    Outward = 2,
}

public enum PassageEnd
{
    Completed = 1,

    /// <summary>Went back.</summary>
    Aborted = 2,

    /// <summary>Followed another through.</summary>
    Tailgated = 3,

    /// <summary>Went in without a screening.</summary>
    Unscreened = 4,
}
