using System.Text;
using Checkpoint.Contract.Records;

namespace Checkpoint.Contract;

/// <summary>What a record must satisfy, at the gate before it is made durable and in the cloud before it is stored.</summary>
public static class RecordRules
{
    /// <summary>Null for a record within all limits, or the first limit it breaks, in snake_case.</summary>
    public static string? Check(GateRecord record) => CheckHead(record) ?? CheckContent(record);

    /// <summary>As <see cref="Check"/>, for a record that has neither seq nor time yet.</summary>
    public static string? CheckContent(GateRecord record) => record switch
    {
        Screening screening => Check(screening),
        Passage passage => Check(passage),
        GateEvent happening => Check(happening),
        Summary summary => Check(summary),
        Health health => Check(health),
        _ => throw new ArgumentException($"no rules for {record.GetType()}", nameof(record)),
    };

    private static string? CheckHead(GateRecord record)
    {
        if (record.Seq is < 1 or > RecordLimits.MaxSeq)
            return "seq_out_of_range";
        if (record.Time.Microseconds is < RecordLimits.MinTimeMicroseconds or > RecordLimits.MaxTimeMicroseconds)
            return "time_out_of_range";
        return record.Time.ErrorMicroseconds is < 1 or > RecordLimits.MaxTimeErrorMicroseconds
            ? "time_error_out_of_range"
            : null;
    }

    private static string? Check(Screening record)
    {
        if (!WireName.IsDefined(record.Outcome))
            return "outcome_unknown";
        if (!WireName.IsDefined(record.Model))
            return "model_unknown";
        if (!WireName.IsDefined(record.Quality))
            return "quality_unknown";
        if (!WireName.IsDefined(record.Reason))
            return "reason_unknown";
        if (record.BodyCentiC is < RecordLimits.MinBodyCentiC or > RecordLimits.MaxBodyCentiC)
            return "body_out_of_range";
        if (record.SurfaceCentiC is < RecordLimits.MinSurfaceCentiC or > RecordLimits.MaxSurfaceCentiC)
            return "surface_out_of_range";
        if (record.AmbientCentiC is < RecordLimits.MinAmbientCentiC or > RecordLimits.MaxAmbientCentiC)
            return "ambient_out_of_range";
        if (record.AirCentiC is < RecordLimits.MinAmbientCentiC or > RecordLimits.MaxAmbientCentiC)
            return "air_out_of_range";
        if (record.SampleCount is < 0 or > RecordLimits.MaxSamples)
            return "sample_count_out_of_range";
        if (record.DwellMs is < 0 or > RecordLimits.MaxDwellMs)
            return "dwell_out_of_range";
        if (record.ModelVersion is < 1 or > RecordLimits.MaxModelVersion)
            return "model_version_out_of_range";
        if (record.ThresholdCentiC is < RecordLimits.MinThresholdCentiC or > RecordLimits.MaxThresholdCentiC)
            return "threshold_out_of_range";
        if (record is { Outcome: ScreeningOutcome.Normal or ScreeningOutcome.Fever, BodyCentiC: null })
            return "verdict_without_body";
        return IsEarlier(record.FirstSeq, record) ? null : "first_seq_out_of_range";
    }

    private static string? Check(Passage record)
    {
        if (!WireName.IsDefined(record.Direction))
            return "direction_unknown";
        if (!WireName.IsDefined(record.End))
            return "end_unknown";
        return IsEarlier(record.ScreeningSeq, record) ? null : "screening_seq_out_of_range";
    }

    private static string? Check(GateEvent record)
    {
        if (!WireName.IsDefined(record.Type))
            return "type_unknown";
        if (record.Count is < 1 or > RecordLimits.MaxCount)
            return "count_out_of_range";
        if (!IsPlainText(record.Detail, RecordLimits.MaxDetailBytes))
            return "detail_invalid";
        if (record is { ScreeningSeq: not null, Type: not (GateEventType.ManualNormal or GateEventType.ManualFever) })
            return "screening_seq_out_of_place";
        return IsEarlier(record.ScreeningSeq, record) ? null : "screening_seq_out_of_range";
    }

    private static string? Check(Summary record)
    {
        if (!WireName.IsDefined(record.Span))
            return "span_unknown";
        if (record.StartSeconds is < RecordLimits.MinTimeMicroseconds / 1_000_000 or > RecordLimits.MaxTimeMicroseconds / 1_000_000)
            return "start_out_of_range";
        if (!AreCounts(
            record.Normal, record.Fever, record.Retry, record.Manual, record.ManualFever, record.ManualNormal,
            record.Inward, record.Outward, record.AmbientCount))
        {
            return "count_out_of_range";
        }

        if (record.InServiceSeconds is < 0 or > RecordLimits.MaxInServiceSeconds)
            return "in_service_out_of_range";
        if (record.AmbientMinCentiC > record.AmbientMaxCentiC
            || record.AmbientMinCentiC < RecordLimits.MinAmbientCentiC
            || record.AmbientMaxCentiC > RecordLimits.MaxAmbientCentiC)
        {
            return "ambient_out_of_range";
        }

        return record.AmbientSumCentiC < (long)record.AmbientMinCentiC * record.AmbientCount
            || record.AmbientSumCentiC > (long)record.AmbientMaxCentiC * record.AmbientCount
            ? "ambient_sum_out_of_range"
            : null;
    }

    private static string? Check(Health record)
    {
        if (!WireName.IsDefined(record.ClockQuality))
            return "clock_quality_unknown";
        if (record.CpuCentiC is < RecordLimits.MinCpuCentiC or > RecordLimits.MaxCpuCentiC)
            return "cpu_out_of_range";
        ReadOnlySpan<long> counters =
        [
            record.OutboxDepth, record.OutboxOldestSeconds, record.OutboxRejected, record.OutboxShed, record.DeviceBytesWritten, record.MemoryBytes,
            record.DiskFreeBytes, record.I2cTransactions, record.I2cNacks, record.I2cPecErrors, record.I2cFlagErrors,
            record.I2cRangeErrors, record.UptimeSeconds,
        ];
        foreach (var counter in counters)
        {
            if (counter is < 0 or > RecordLimits.MaxCounter)
                return "counter_out_of_range";
        }

        return IsPlainText(record.Version, RecordLimits.MaxVersionBytes) ? null : "version_invalid";
    }

    /// <summary>Null, or the seq of a record made before this one (any, while this one has none itself).</summary>
    private static bool IsEarlier(long? seq, GateRecord record) =>
        seq is null || (seq >= 1 && (record.Seq == 0 || seq < record.Seq));

    private static bool AreCounts(params ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
        {
            if (count is < 0 or > RecordLimits.MaxCount)
                return false;
        }

        return true;
    }

    private static bool IsPlainText(string text, int maxBytes) =>
        Encoding.UTF8.GetByteCount(text) <= maxBytes && !text.Any(char.IsControl);
}
