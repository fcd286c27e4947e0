namespace Checkpoint.Contract;

/// <summary>The bounds of the contract: what is outside is malformed (sizes) or rejected (values).</summary>
public static class RecordLimits
{
    public const int MaxRecordsPerBatch = 500;

    public const int MaxBatchBytes = 64 * 1024;

    public const int MaxReplyBytes = 64 * 1024;

    public const int MaxHelloBytes = 1024;

    public const int MaxRangesPerAck = 4096;

    /// <summary>Of a hello's held seqs: with as many of these, and every text as long as it may be, it stays below its limit.</summary>
    public const int MaxHeldStreams = 8;

    /// <summary>Of all streams of a hello together.</summary>
    public const int MaxHeldRanges = 32;

    /// <summary>
    /// Seqs in all those ranges: three times what a full outbox as delivered has room for. The cloud needs a bit for each.
    /// </summary>
    public const int MaxHeldSeqs = 1 << 24;

    /// <summary>In the answer to what a hello holds, of all streams together.</summary>
    public const int MaxLostRanges = 1024;

    /// <summary>A thousand records a second for thirty years; keeps a summary's storage time inside its hour.</summary>
    public const long MaxSeq = 1_000_000_000_000;

    public const int MaxDetailBytes = 256;

    public const int MaxVersionBytes = 64;

    public const int MaxReasonBytes = 64;

    /// <summary>MLX90614 object range, datasheet rev 13 §8.7.2: -70.01 to 382.19 °C.</summary>
    public const int MinSurfaceCentiC = -7001;

    public const int MaxSurfaceCentiC = 38219;

    /// <summary>
    /// MLX90614 sensor range, same place: -38.2 to 125 °C, with its rating's -40 °C. Air sensors reach less far (BME280:
    /// -40 to 85 °C).
    /// </summary>
    public const int MinAmbientCentiC = -4000;

    public const int MaxAmbientCentiC = 12500;

    /// <summary>An estimate from a surface in range; far wider than any body, so that cold skin is recorded as it was seen.</summary>
    public const int MinBodyCentiC = -10000;

    public const int MaxBodyCentiC = 50000;

    public const int MinThresholdCentiC = 3500;

    public const int MaxThresholdCentiC = 4200;

    /// <summary>2020-01-01 UTC: before it, no gate of this system stood.</summary>
    public const long MinTimeMicroseconds = 1_577_836_800_000_000;

    /// <summary>2100-01-01 UTC.</summary>
    public const long MaxTimeMicroseconds = 4_102_444_800_000_000;

    /// <summary>Ten years, for a boot placed between two others far apart.</summary>
    public const long MaxTimeErrorMicroseconds = 315_360_000_000_000;

    public const int MaxSamples = 10_000;

    public const int MaxDwellMs = 600_000;

    public const int MaxModelVersion = 1000;

    /// <summary>Within one summary or one minute.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>A day of 25 hours, when clocks go back.</summary>
    public const int MaxInServiceSeconds = 90_000;

    public const int MinCpuCentiC = -5000;

    public const int MaxCpuCentiC = 15000;

    /// <summary>Exact in a double, for the readers that know no other number.</summary>
    public const long MaxCounter = 1L << 53;
}
