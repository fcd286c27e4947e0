using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>Rows back into records: <see cref="LineProtocol"/> the other way round.</summary>
internal static class InfluxRecords
{
    private static readonly string[] BinNames =
        [.. Enumerable.Range(BodyHistogram.Under, BodyHistogram.Over + 1).Select(BodyHistogram.NameOf)];

    /// <summary>All rows of all measurements that the query gives.</summary>
    /// <exception cref="StoreException">The database can't answer, or a row can't be read.</exception>
    public static async Task<List<StoredRecord>> ReadAsync(InfluxClient client, string query, CancellationToken cancellation)
    {
        var records = new List<StoredRecord>();
        await foreach (var series in client.QueryAsync(query, cancellation))
            records.AddRange(series.Rows.Select(row => Read(series.Name, row)));
        return records;
    }

    /// <exception cref="StoreException">The row holds what no version of this program has written.</exception>
    public static StoredRecord Read(string measurement, InfluxRow row)
    {
        try
        {
            return new StoredRecord(
                GateId.Parse(row.Text("gate") ?? ""),
                StreamId.TryParse(row.Text("stream"), out var stream) ? stream : throw new FormatException("no stream"),
                new Place(row.Text("district") ?? "", row.Text("street") ?? "", row.Text("community") ?? ""),
                ReadRecord(measurement, row));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or OverflowException)
        {
            throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"{measurement}: {fault.Message}"), fault);
        }
    }

    private static GateRecord ReadRecord(string measurement, InfluxRow row)
    {
        GateRecord content = measurement switch
        {
            Measurements.Screening => ReadScreening(row),
            Measurements.Passage => ReadPassage(row),
            Measurements.Event => ReadEvent(row),
            Measurements.Summary => ReadSummary(row),
            Measurements.Health => ReadHealth(row),
            _ => throw new FormatException("unknown measurement"),
        };
        return content with
        {
            Seq = Long(row, "seq"),
            Time = new RecordTime(
                row.Integer("time_us") ?? StorageTime.Microseconds(Long(row, "time")), Long(row, "time_error_us")),
            Maintenance = row.Flag("maintenance") ?? false,
        };
    }

    private static Screening ReadScreening(InfluxRow row) => new()
    {
        Outcome = Parse<ScreeningOutcome>(row, "outcome"),
        BodyCentiC = (int?)row.Hundredths("body_c"),
        SurfaceCentiC = (int?)row.Hundredths("surface_c"),
        AmbientCentiC = (int?)row.Hundredths("ambient_c"),
        AirCentiC = (int?)row.Hundredths("air_c"),
        SampleCount = Int(row, "samples"),
        DwellMs = Int(row, "dwell_ms"),
        Model = Parse<BodyModel>(row, "model"),
        ModelVersion = Int(row, "model_version"),
        ThresholdCentiC = (int)(row.Hundredths("threshold_c") ?? throw new FormatException("no threshold_c")),
        Quality = Parse<ScreeningQuality>(row, "quality"),
        Reason = Parse<ScreeningReason>(row, "reason"),
        FirstSeq = Long(row, "first_seq") == Long(row, "seq") ? null : Long(row, "first_seq"),
    };

    private static Passage ReadPassage(InfluxRow row) => new()
    {
        Direction = Parse<PassageDirection>(row, "direction"),
        End = Parse<PassageEnd>(row, "end"),
        ScreeningSeq = row.Integer("screening_seq"),
    };

    private static GateEvent ReadEvent(InfluxRow row) => new()
    {
        Type = Parse<GateEventType>(row, "type"),
        Count = Int(row, "count"),
        Detail = row.Text("detail") ?? "",
        ScreeningSeq = row.Integer("screening_seq"),
    };

    private static Summary ReadSummary(InfluxRow row) => new()
    {
        Span = Parse<SummarySpan>(row, "span"),
        StartSeconds = Long(row, "start_s"),
        Normal = Int(row, "normal"),
        Fever = Int(row, "fever"),
        Retry = Int(row, "retry"),
        Manual = Int(row, "manual"),
        ManualFever = IntOrNone(row, "manual_fever"),
        ManualNormal = IntOrNone(row, "manual_normal"),
        Inward = Int(row, "inward"),
        Outward = Int(row, "outward"),
        InServiceSeconds = Int(row, "in_service_s"),
        AmbientCount = Int(row, "ambient_n"),
        AmbientSumCentiC = row.Hundredths("ambient_sum_c") ?? 0,
        AmbientMinCentiC = (int)(row.Hundredths("ambient_min_c") ?? 0),
        AmbientMaxCentiC = (int)(row.Hundredths("ambient_max_c") ?? 0),
        Histogram = BodyHistogram.From(BinNames
            .Select((name, bin) => (bin, Count: (int)(row.Integer(name) ?? 0)))
            .Where(entry => entry.Count > 0)),
    };

    private static Health ReadHealth(InfluxRow row) => new()
    {
        OutboxDepth = Long(row, "outbox_depth"),
        OutboxOldestSeconds = Long(row, "outbox_oldest_s"),
        OutboxRejected = row.Integer("outbox_rejected") ?? 0,
        OutboxShed = row.Integer("outbox_shed") ?? 0,
        OutboxOverfull = row.Flag("outbox_overfull") ?? false,
        DeviceBytesWritten = Long(row, "device_bytes_written"),
        CpuCentiC = (int?)row.Hundredths("cpu_c"),
        MemoryBytes = Long(row, "memory_bytes"),
        DiskFreeBytes = Long(row, "disk_free_bytes"),
        I2cTransactions = Long(row, "i2c_transactions"),
        I2cNacks = Long(row, "i2c_nacks"),
        I2cPecErrors = Long(row, "i2c_pec_errors"),
        I2cFlagErrors = Long(row, "i2c_flag_errors"),
        I2cRangeErrors = Long(row, "i2c_range_errors"),
        ClockQuality = Parse<ClockQuality>(row, "clock_quality"),
        UptimeSeconds = Long(row, "uptime_s"),
        Version = row.Text("version") ?? "",
    };

    private static long Long(InfluxRow row, string column) =>
        row.Integer(column) ?? throw new FormatException($"no {column}");

    private static int Int(InfluxRow row, string column) => checked((int)Long(row, column));

    /// <summary>A count that earlier versions did not write.</summary>
    private static int IntOrNone(InfluxRow row, string column) => checked((int)(row.Integer(column) ?? 0));

    private static T Parse<T>(InfluxRow row, string column)
        where T : struct, Enum => WireName.TryParse(row.Text(column) ?? "", out T value)
        ? value
        : throw new FormatException($"{column} '{row.Text(column)}' is unknown");
}
