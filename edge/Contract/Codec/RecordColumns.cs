using Checkpoint.Contract.Records;
using Checkpoint.Contract.Wire;

namespace Checkpoint.Contract.Codec;

/// <summary>Each kind of record to and from its columns; the two directions of a kind stand together.</summary>
internal static class RecordColumns
{
    private const int NoBody = 1;
    private const int NoSurface = 2;
    private const int NoAmbient = 4;

    public static Screenings Write(IReadOnlyList<Screening> rows)
    {
        var columns = new Screenings { Heads = WriteHeads(rows) };
        int body = 0, surface = 0, ambient = 0;
        DeltaColumn.Write(columns.Outcome, rows, row => (long)row.Outcome);
        DeltaColumn.Write(columns.Absent, rows, AbsentTemperatures);
        DeltaColumn.Write(columns.BodyCentiC, rows, row => body = row.BodyCentiC ?? body);
        DeltaColumn.Write(columns.SurfaceCentiC, rows, row => surface = row.SurfaceCentiC ?? surface);
        DeltaColumn.Write(columns.AmbientCentiC, rows, row => ambient = row.AmbientCentiC ?? ambient);
        DeltaColumn.Write(columns.SampleCount, rows, row => row.SampleCount);
        DeltaColumn.Write(columns.DwellMs, rows, row => row.DwellMs);
        DeltaColumn.Write(columns.Model, rows, row => (long)row.Model);
        DeltaColumn.Write(columns.ModelVersion, rows, row => row.ModelVersion);
        DeltaColumn.Write(columns.ThresholdCentiC, rows, row => row.ThresholdCentiC);
        DeltaColumn.Write(columns.Quality, rows, row => (long)row.Quality);
        DeltaColumn.Write(columns.Reason, rows, row => (long)row.Reason);
        DeltaColumn.Write(columns.AttemptsBack, rows, row => row.FirstSeq is { } first ? row.Seq - first : 0);
        return columns;
    }

    public static Malformed? Read(Screenings columns, List<GateRecord> records)
    {
        var reader = new ColumnReader("screenings", columns.Heads);
        var outcome = reader.Column(columns.Outcome, "outcome");
        var absent = reader.Column(columns.Absent, "absent");
        var body = reader.Column(columns.BodyCentiC, "body_centi_c");
        var surface = reader.Column(columns.SurfaceCentiC, "surface_centi_c");
        var ambient = reader.Column(columns.AmbientCentiC, "ambient_centi_c");
        var samples = reader.Column(columns.SampleCount, "sample_count");
        var dwell = reader.Column(columns.DwellMs, "dwell_ms");
        var model = reader.Column(columns.Model, "model");
        var version = reader.Column(columns.ModelVersion, "model_version");
        var threshold = reader.Column(columns.ThresholdCentiC, "threshold_centi_c");
        var quality = reader.Column(columns.Quality, "quality");
        var reason = reader.Column(columns.Reason, "reason");
        var back = reader.Column(columns.AttemptsBack, "attempts_back");
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new Screening
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                Outcome = (ScreeningOutcome)ColumnReader.Int(outcome[row]),
                BodyCentiC = (absent[row] & NoBody) != 0 ? null : ColumnReader.Int(body[row]),
                SurfaceCentiC = (absent[row] & NoSurface) != 0 ? null : ColumnReader.Int(surface[row]),
                AmbientCentiC = (absent[row] & NoAmbient) != 0 ? null : ColumnReader.Int(ambient[row]),
                SampleCount = ColumnReader.Int(samples[row]),
                DwellMs = ColumnReader.Int(dwell[row]),
                Model = (BodyModel)ColumnReader.Int(model[row]),
                ModelVersion = ColumnReader.Int(version[row]),
                ThresholdCentiC = ColumnReader.Int(threshold[row]),
                Quality = (ScreeningQuality)ColumnReader.Int(quality[row]),
                Reason = (ScreeningReason)ColumnReader.Int(reason[row]),
                FirstSeq = Back(reader.Seq(row), back[row]),
            });
        }

        return reader.Fault;
    }

    public static Passages Write(IReadOnlyList<Passage> rows)
    {
        var columns = new Passages { Heads = WriteHeads(rows) };
        DeltaColumn.Write(columns.Direction, rows, row => (long)row.Direction);
        DeltaColumn.Write(columns.End, rows, row => (long)row.End);
        DeltaColumn.Write(columns.ScreeningBack, rows, row => row.ScreeningSeq is { } seq ? row.Seq - seq : 0);
        return columns;
    }

    public static Malformed? Read(Passages columns, List<GateRecord> records)
    {
        var reader = new ColumnReader("passages", columns.Heads);
        var direction = reader.Column(columns.Direction, "direction");
        var end = reader.Column(columns.End, "end");
        var back = reader.Column(columns.ScreeningBack, "screening_back");
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new Passage
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                Direction = (PassageDirection)ColumnReader.Int(direction[row]),
                End = (PassageEnd)ColumnReader.Int(end[row]),
                ScreeningSeq = Back(reader.Seq(row), back[row]),
            });
        }

        return reader.Fault;
    }

    public static Events Write(IReadOnlyList<GateEvent> rows)
    {
        var columns = new Events { Heads = WriteHeads(rows) };
        DeltaColumn.Write(columns.Type, rows, row => (long)row.Type);
        DeltaColumn.Write(columns.Times, rows, row => row.Count);
        columns.Detail.AddRange(rows.Select(row => row.Detail));
        return columns;
    }

    public static Malformed? Read(Events columns, List<GateRecord> records)
    {
        var reader = new ColumnReader("events", columns.Heads);
        var type = reader.Column(columns.Type, "type");
        var times = reader.Column(columns.Times, "times");
        if (columns.Detail.Count != reader.Rows)
            reader.Fail(LengthFault(columns.Detail.Count, reader.Rows), "detail");
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new GateEvent
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                Type = (GateEventType)ColumnReader.Int(type[row]),
                Count = ColumnReader.Int(times[row]),
                Detail = columns.Detail[row],
            });
        }

        return reader.Fault;
    }

    public static Summaries Write(IReadOnlyList<Summary> rows)
    {
        var columns = new Summaries { Heads = WriteHeads(rows) };
        DeltaColumn.Write(columns.Span, rows, row => (long)row.Span);
        DeltaColumn.Write(columns.StartS, rows, row => row.StartSeconds);
        DeltaColumn.Write(columns.Normal, rows, row => row.Normal);
        DeltaColumn.Write(columns.Fever, rows, row => row.Fever);
        DeltaColumn.Write(columns.Retry, rows, row => row.Retry);
        DeltaColumn.Write(columns.Manual, rows, row => row.Manual);
        DeltaColumn.Write(columns.Inward, rows, row => row.Inward);
        DeltaColumn.Write(columns.Outward, rows, row => row.Outward);
        DeltaColumn.Write(columns.InServiceS, rows, row => row.InServiceSeconds);
        DeltaColumn.Write(columns.AmbientCount, rows, row => row.AmbientCount);
        DeltaColumn.Write(columns.AmbientSumCentiC, rows, row => row.AmbientSumCentiC);
        DeltaColumn.Write(columns.AmbientMinCentiC, rows, row => row.AmbientMinCentiC);
        DeltaColumn.Write(columns.AmbientMaxCentiC, rows, row => row.AmbientMaxCentiC);
        HistogramColumns.Write(columns, rows);
        return columns;
    }

    public static Malformed? Read(Summaries columns, List<GateRecord> records)
    {
        var reader = new ColumnReader("summaries", columns.Heads);
        var span = reader.Column(columns.Span, "span");
        var start = reader.Column(columns.StartS, "start_s");
        var normal = reader.Column(columns.Normal, "normal");
        var fever = reader.Column(columns.Fever, "fever");
        var retry = reader.Column(columns.Retry, "retry");
        var manual = reader.Column(columns.Manual, "manual");
        var inward = reader.Column(columns.Inward, "inward");
        var outward = reader.Column(columns.Outward, "outward");
        var inService = reader.Column(columns.InServiceS, "in_service_s");
        var ambientCount = reader.Column(columns.AmbientCount, "ambient_count");
        var ambientSum = reader.Column(columns.AmbientSumCentiC, "ambient_sum_centi_c");
        var ambientMin = reader.Column(columns.AmbientMinCentiC, "ambient_min_centi_c");
        var ambientMax = reader.Column(columns.AmbientMaxCentiC, "ambient_max_centi_c");
        var histograms = HistogramColumns.Read(columns, reader);
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new Summary
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                Span = (SummarySpan)ColumnReader.Int(span[row]),
                StartSeconds = start[row],
                Normal = ColumnReader.Int(normal[row]),
                Fever = ColumnReader.Int(fever[row]),
                Retry = ColumnReader.Int(retry[row]),
                Manual = ColumnReader.Int(manual[row]),
                Inward = ColumnReader.Int(inward[row]),
                Outward = ColumnReader.Int(outward[row]),
                InServiceSeconds = ColumnReader.Int(inService[row]),
                AmbientCount = ColumnReader.Int(ambientCount[row]),
                AmbientSumCentiC = ambientSum[row],
                AmbientMinCentiC = ColumnReader.Int(ambientMin[row]),
                AmbientMaxCentiC = ColumnReader.Int(ambientMax[row]),
                Histogram = histograms[row],
            });
        }

        return reader.Fault;
    }

    public static Healths Write(IReadOnlyList<Health> rows)
    {
        var columns = new Healths { Heads = WriteHeads(rows) };
        var cpu = 0;
        DeltaColumn.Write(columns.OutboxDepth, rows, row => row.OutboxDepth);
        DeltaColumn.Write(columns.OutboxOldestS, rows, row => row.OutboxOldestSeconds);
        DeltaColumn.Write(columns.DeviceBytesWritten, rows, row => row.DeviceBytesWritten);
        DeltaColumn.Write(columns.CpuCentiC, rows, row => cpu = row.CpuCentiC ?? cpu);
        DeltaColumn.Write(columns.CpuAbsent, rows, row => row.CpuCentiC is null ? 1 : 0);
        DeltaColumn.Write(columns.MemoryBytes, rows, row => row.MemoryBytes);
        DeltaColumn.Write(columns.DiskFreeBytes, rows, row => row.DiskFreeBytes);
        DeltaColumn.Write(columns.I2CTransactions, rows, row => row.I2cTransactions);
        DeltaColumn.Write(columns.I2CNacks, rows, row => row.I2cNacks);
        DeltaColumn.Write(columns.I2CPecErrors, rows, row => row.I2cPecErrors);
        DeltaColumn.Write(columns.I2CFlagErrors, rows, row => row.I2cFlagErrors);
        DeltaColumn.Write(columns.I2CRangeErrors, rows, row => row.I2cRangeErrors);
        DeltaColumn.Write(columns.ClockQuality, rows, row => (long)row.ClockQuality);
        DeltaColumn.Write(columns.UptimeS, rows, row => row.UptimeSeconds);
        columns.Version.AddRange(rows.Select(row => row.Version));
        return columns;
    }

    public static Malformed? Read(Healths columns, List<GateRecord> records)
    {
        var reader = new ColumnReader("healths", columns.Heads);
        var depth = reader.Column(columns.OutboxDepth, "outbox_depth");
        var oldest = reader.Column(columns.OutboxOldestS, "outbox_oldest_s");
        var written = reader.Column(columns.DeviceBytesWritten, "device_bytes_written");
        var cpu = reader.Column(columns.CpuCentiC, "cpu_centi_c");
        var cpuAbsent = reader.Column(columns.CpuAbsent, "cpu_absent");
        var memory = reader.Column(columns.MemoryBytes, "memory_bytes");
        var disk = reader.Column(columns.DiskFreeBytes, "disk_free_bytes");
        var transactions = reader.Column(columns.I2CTransactions, "i2c_transactions");
        var nacks = reader.Column(columns.I2CNacks, "i2c_nacks");
        var pec = reader.Column(columns.I2CPecErrors, "i2c_pec_errors");
        var flag = reader.Column(columns.I2CFlagErrors, "i2c_flag_errors");
        var range = reader.Column(columns.I2CRangeErrors, "i2c_range_errors");
        var clock = reader.Column(columns.ClockQuality, "clock_quality");
        var uptime = reader.Column(columns.UptimeS, "uptime_s");
        if (columns.Version.Count != reader.Rows)
            reader.Fail(LengthFault(columns.Version.Count, reader.Rows), "version");
        for (var row = 0; row < reader.Rows && reader.Fault is null; row++)
        {
            records.Add(new Health
            {
                Seq = reader.Seq(row),
                Time = reader.Time(row),
                Maintenance = reader.Maintenance(row),
                OutboxDepth = depth[row],
                OutboxOldestSeconds = oldest[row],
                DeviceBytesWritten = written[row],
                CpuCentiC = cpuAbsent[row] != 0 ? null : ColumnReader.Int(cpu[row]),
                MemoryBytes = memory[row],
                DiskFreeBytes = disk[row],
                I2cTransactions = transactions[row],
                I2cNacks = nacks[row],
                I2cPecErrors = pec[row],
                I2cFlagErrors = flag[row],
                I2cRangeErrors = range[row],
                ClockQuality = (ClockQuality)ColumnReader.Int(clock[row]),
                UptimeSeconds = uptime[row],
                Version = columns.Version[row],
            });
        }

        return reader.Fault;
    }

    private static Heads WriteHeads<T>(IReadOnlyList<T> rows)
        where T : GateRecord
    {
        var heads = new Heads { Count = (uint)rows.Count };
        var index = 0;
        DeltaColumn.Write(heads.SeqLessRow, rows, row => row.Seq - index++);
        DeltaColumn.Write(heads.TimeUs, rows, row => row.Time.Microseconds);
        DeltaColumn.Write(heads.TimeErrorUs, rows, row => row.Time.ErrorMicroseconds);
        DeltaColumn.Write(heads.Maintenance, rows, row => row.Maintenance ? 1 : 0);
        return heads;
    }

    private static long AbsentTemperatures(Screening row) =>
        (row.BodyCentiC is null ? NoBody : 0)
        | (row.SurfaceCentiC is null ? NoSurface : 0)
        | (row.AmbientCentiC is null ? NoAmbient : 0);

    /// <summary>An earlier record, told by how far back it lies; a hostile distance gives a seq that the rules refuse.</summary>
    private static long? Back(long seq, long distance) => distance == 0 ? null : unchecked(seq - distance);

    private static MalformedReason LengthFault(int length, int rows) =>
        length > rows ? MalformedReason.ColumnTooLong : MalformedReason.ColumnTooShort;
}
