namespace Checkpoint.Contract.Codec;

/// <summary>
/// What a column's first row is told from (records.proto names each): the commonest value, so that an ordinary live record
/// leaves most of its columns out. Part of the wire: never changed.
/// </summary>
internal static class ColumnBase
{
    public const long TimeUs = RecordLimits.MinTimeMicroseconds;

    /// <summary>For enums whose first member is 1, and versions.</summary>
    public const long First = 1;

    public const long BodyCentiC = 3650;

    public const long SurfaceCentiC = 3400;

    public const long AmbientCentiC = 2000;

    public const long SampleCount = 15;

    public const long DwellMs = 1500;

    public const long ThresholdCentiC = 3730;
}
