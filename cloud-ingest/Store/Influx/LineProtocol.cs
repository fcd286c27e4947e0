using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>
/// Records as InfluxDB's lines. What the measurements need beyond their obvious values, so that a record read back equals
/// the one sent: <c>reason</c>, <c>model_version</c>, <c>maintenance</c> and <c>time_error_us</c>; for a summary, which is
/// filed under its span, also <c>time_us</c> and <c>start_s</c>. Temperatures are °C with two places, exactly the
/// hundredths of the wire. A null is an absent field, except <c>first_seq</c>: the first attempt names itself, so that
/// <c>COUNT(DISTINCT first_seq)</c> counts persons. Not for more than one thread.
/// </summary>
internal sealed class LineProtocol
{
    /// <summary>Streams at places whose keys are kept; beyond it all are made anew.</summary>
    private const int MaxCachedKeys = 20_000;

    private static readonly byte[][] BinNames = Enumerable.Range(BodyHistogram.Under, BodyHistogram.Over + 1)
        .Select(bin => Encoding.ASCII.GetBytes($",{BodyHistogram.NameOf(bin)}="))
        .ToArray();

    private static readonly byte[][] ModelFields = Quoted<BodyModel>();

    private static readonly byte[][] ReasonFields = Quoted<ScreeningReason>();

    private static readonly byte[][] ClockQualityFields = Quoted<ClockQuality>();

    private readonly Dictionary<(GateId, StreamId, Place), SeriesKeys> _keys = [];

    public void Write(PlacedBatch batch, LineBuffer buffer)
    {
        var keys = KeysOf(batch);
        for (var i = 0; i < batch.Records.Count; i++)
            WriteLine(batch.Records[i], keys, buffer);
    }

    private static void WriteLine(GateRecord record, SeriesKeys keys, LineBuffer buffer)
    {
        switch (record)
        {
            case Screening screening:
                WriteScreening(screening, keys, buffer);
                break;
            case Passage passage:
                WritePassage(passage, keys, buffer);
                break;
            case GateEvent happening:
                WriteEvent(happening, keys, buffer);
                break;
            case Summary summary:
                WriteSummary(summary, keys, buffer);
                break;
            case Health health:
                WriteHealth(health, keys, buffer);
                break;
            default:
                throw new ArgumentException($"no line for {record.GetType()}", nameof(record));
        }

        WriteTail(record, buffer);
    }

    private static void WriteScreening(Screening record, SeriesKeys keys, LineBuffer buffer)
    {
        buffer.Write(keys.Of(record));
        buffer.WriteInteger("seq="u8, record.Seq);
        buffer.WriteInteger(",first_seq="u8, record.FirstSeq ?? record.Seq);
        WriteTemperature(",body_c="u8, record.BodyCentiC, buffer);
        WriteTemperature(",surface_c="u8, record.SurfaceCentiC, buffer);
        WriteTemperature(",ambient_c="u8, record.AmbientCentiC, buffer);
        WriteTemperature(",air_c="u8, record.AirCentiC, buffer);
        buffer.WriteInteger(",samples="u8, record.SampleCount);
        buffer.WriteInteger(",dwell_ms="u8, record.DwellMs);
        buffer.Write(",model="u8);
        buffer.Write(ModelFields[(int)record.Model]);
        buffer.WriteInteger(",model_version="u8, record.ModelVersion);
        WriteTemperature(",threshold_c="u8, record.ThresholdCentiC, buffer);
        buffer.Write(",reason="u8);
        buffer.Write(ReasonFields[(int)record.Reason]);
    }

    private static void WritePassage(Passage record, SeriesKeys keys, LineBuffer buffer)
    {
        buffer.Write(keys.Of(record));
        buffer.WriteInteger("seq="u8, record.Seq);
        if (record.ScreeningSeq is { } screening)
            buffer.WriteInteger(",screening_seq="u8, screening);
    }

    private static void WriteEvent(GateEvent record, SeriesKeys keys, LineBuffer buffer)
    {
        buffer.Write(keys.Of(record));
        buffer.WriteInteger("seq="u8, record.Seq);
        buffer.WriteInteger(",count="u8, record.Count);
        buffer.Write(",detail="u8);
        buffer.WriteQuoted(record.Detail);
        if (record.ScreeningSeq is { } screening)
            buffer.WriteInteger(",screening_seq="u8, screening);
    }

    private static void WriteSummary(Summary record, SeriesKeys keys, LineBuffer buffer)
    {
        buffer.Write(keys.Of(record));
        buffer.WriteInteger("seq="u8, record.Seq);
        buffer.WriteInteger(",time_us="u8, record.Time.Microseconds);
        buffer.WriteInteger(",start_s="u8, record.StartSeconds);
        buffer.WriteInteger(",passages="u8, (long)record.Inward + record.Outward);
        buffer.WriteInteger(",normal="u8, record.Normal);
        buffer.WriteInteger(",fever="u8, record.Fever);
        buffer.WriteInteger(",retry="u8, record.Retry);
        buffer.WriteInteger(",manual="u8, record.Manual);
        buffer.WriteInteger(",manual_fever="u8, record.ManualFever);
        buffer.WriteInteger(",manual_normal="u8, record.ManualNormal);
        buffer.WriteInteger(",inward="u8, record.Inward);
        buffer.WriteInteger(",outward="u8, record.Outward);
        buffer.WriteInteger(",in_service_s="u8, record.InServiceSeconds);
        WriteAmbient(record, buffer);
        foreach (var (bin, count) in record.Histogram.Filled)
            buffer.WriteInteger(BinNames[bin], count);
        buffer.Write(",sums="u8);
        buffer.WriteQuoted(PackedSums.Of(record).Text);
    }

    /// <summary>Without a single ambient temperature there is no least and no largest: absent, not zero.</summary>
    private static void WriteAmbient(Summary record, LineBuffer buffer)
    {
        buffer.WriteInteger(",ambient_n="u8, record.AmbientCount);
        WriteTemperature(",ambient_sum_c="u8, record.AmbientSumCentiC, buffer);
        if (record.AmbientCount == 0 && record.AmbientMinCentiC == 0 && record.AmbientMaxCentiC == 0)
            return;
        WriteTemperature(",ambient_min_c="u8, record.AmbientMinCentiC, buffer);
        WriteTemperature(",ambient_max_c="u8, record.AmbientMaxCentiC, buffer);
    }

    private static void WriteHealth(Health record, SeriesKeys keys, LineBuffer buffer)
    {
        buffer.Write(keys.OfHealth());
        buffer.WriteInteger("seq="u8, record.Seq);
        buffer.WriteInteger(",outbox_depth="u8, record.OutboxDepth);
        buffer.WriteInteger(",outbox_oldest_s="u8, record.OutboxOldestSeconds);
        buffer.WriteInteger(",outbox_rejected="u8, record.OutboxRejected);
        buffer.WriteInteger(",outbox_shed="u8, record.OutboxShed);
        buffer.Write(record.OutboxOverfull ? ",outbox_overfull=t"u8 : ",outbox_overfull=f"u8);
        buffer.WriteInteger(",device_bytes_written="u8, record.DeviceBytesWritten);
        WriteTemperature(",cpu_c="u8, record.CpuCentiC, buffer);
        buffer.WriteInteger(",memory_bytes="u8, record.MemoryBytes);
        buffer.WriteInteger(",disk_free_bytes="u8, record.DiskFreeBytes);
        buffer.WriteInteger(",i2c_transactions="u8, record.I2cTransactions);
        buffer.WriteInteger(",i2c_nacks="u8, record.I2cNacks);
        buffer.WriteInteger(",i2c_pec_errors="u8, record.I2cPecErrors);
        buffer.WriteInteger(",i2c_flag_errors="u8, record.I2cFlagErrors);
        buffer.WriteInteger(",i2c_range_errors="u8, record.I2cRangeErrors);
        buffer.Write(",clock_quality="u8);
        buffer.Write(ClockQualityFields[(int)record.ClockQuality]);
        buffer.WriteInteger(",uptime_s="u8, record.UptimeSeconds);
        buffer.Write(",version="u8);
        buffer.WriteQuoted(record.Version);
    }

    private static void WriteTail(GateRecord record, LineBuffer buffer)
    {
        buffer.Write(record.Maintenance ? ",maintenance=t"u8 : ",maintenance=f"u8);
        buffer.WriteInteger(",time_error_us="u8, record.Time.ErrorMicroseconds);
        buffer.Write((byte)' ');
        buffer.WriteNumber(StorageTime.Of(record));
        buffer.Write((byte)'\n');
    }

    private static void WriteTemperature(ReadOnlySpan<byte> name, long? centiC, LineBuffer buffer)
    {
        if (centiC is not { } value)
            return;
        buffer.Write(name);
        buffer.WriteHundredths(value);
    }

    private static byte[][] Quoted<T>()
        where T : struct, Enum
    {
        var fields = new byte[Enum.GetValues<T>().Max(value => Convert.ToInt32(value, null)) + 1][];
        foreach (var value in Enum.GetValues<T>())
            fields[Convert.ToInt32(value, null)] = Encoding.ASCII.GetBytes($"\"{WireName.Of(value)}\"");
        return fields;
    }

    private SeriesKeys KeysOf(PlacedBatch batch)
    {
        if (_keys.TryGetValue((batch.Gate, batch.Stream, batch.Place), out var keys))
            return keys;
        if (_keys.Count >= MaxCachedKeys)
            _keys.Clear();
        keys = new SeriesKeys(batch.Gate, batch.Stream, batch.Place);
        _keys.Add((batch.Gate, batch.Stream, batch.Place), keys);
        return keys;
    }
}
