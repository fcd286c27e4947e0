using Checkpoint.Contract.Records;
using Checkpoint.Contract.Wire;

namespace Checkpoint.Contract.Codec;

/// <summary>Each kind of record to and from its columns; the two directions of a kind stand together.</summary>
internal static class RecordColumns
{
    private const int NoBody = 1;
    private const int NoSurface = 2;
    private const int NoAmbient = 4;

    private const int ZeroCelsiusCentiK = 27315;

    public static Screenings Write(IReadOnlyList<Screening> rows, long madeThrough)
    {
        var columns = new Screenings { Heads = WriteHeads(rows, madeThrough) };
        long body = ColumnBase.BodyCentiC, surface = ColumnBase.SurfaceCentiC, ambient = ColumnBase.AmbientCentiC;
        DeltaColumn.Write(columns.Outcome, rows, row => (long)row.Outcome, ColumnBase.First);
        DeltaColumn.Write(columns.Absent, rows, AbsentTemperatures);
        DeltaColumn.Write(columns.BodyCentiC, rows, row => body = row.BodyCentiC ?? body, ColumnBase.BodyCentiC);
        DeltaColumn.Write(columns.SurfaceCentiC, rows, row => surface = row.SurfaceCentiC ?? surface, ColumnBase.SurfaceCentiC);
        DeltaColumn.Write(columns.AmbientCentiC, rows, row => ambient = row.AmbientCentiC ?? ambient, ColumnBase.AmbientCentiC);
        DeltaColumn.Write(columns.SampleCount, rows, row => row.SampleCount, ColumnBase.SampleCount);
        DeltaColumn.Write(columns.DwellMs, rows, row => row.DwellMs, ColumnBase.DwellMs);
        DeltaColumn.Write(columns.Model, rows, row => (long)row.Model, ColumnBase.First);
        DeltaColumn.Write(columns.ModelVersion, rows, row => row.ModelVersion, ColumnBase.First);
        DeltaColumn.Write(columns.ThresholdCentiC, rows, row => row.ThresholdCentiC, ColumnBase.ThresholdCentiC);
        DeltaColumn.Write(columns.Quality, rows, row => (long)row.Quality, ColumnBase.First);
        DeltaColumn.Write(columns.Reason, rows, row => (long)row.Reason);
        DeltaColumn.Write(columns.AttemptsBack, rows, row => row.FirstSeq is { } first ? row.Seq - first : 0);
        DeltaColumn.Write(columns.AirCentiK, rows, row => row.AirCentiC is { } air ? (long)air + ZeroCelsiusCentiK : 0);
        return columns;
    }

    public static Malformed? Read(Screenings columns, long madeThrough, List<GateRecord> records)
    {
        var reader = new ColumnReader("screenings", columns.Heads, madeThrough);
        var outcome = reader.Column(columns.Outcome, "outcome", ColumnBase.First);
        var absent = reader.Column(columns.Absent, "absent");
        var body = reader.Column(columns.BodyCentiC, "body_centi_c", ColumnBase.BodyCentiC);
        var surface = reader.Column(columns.SurfaceCentiC, "surface_centi_c", ColumnBase.SurfaceCentiC);
        var ambient = reader.Column(columns.AmbientCentiC, "ambient_centi_c", ColumnBase.AmbientCentiC);
        var samples = reader.Column(columns.SampleCount, "sample_count", ColumnBase.SampleCount);
        var dwell = reader.Column(columns.DwellMs, "dwell_ms", ColumnBase.DwellMs);
        var model = reader.Column(columns.Model, "model", ColumnBase.First);
        var version = reader.Column(columns.ModelVersion, "model_version", ColumnBase.First);
        var threshold = reader.Column(columns.ThresholdCentiC, "threshold_centi_c", ColumnBase.ThresholdCentiC);
        var quality = reader.Column(columns.Quality, "quality", ColumnBase.First);
        var reason = reader.Column(columns.Reason, "reason");
        var back = reader.Column(columns.AttemptsBack, "attempts_back");
        var air = reader.Column(columns.AirCentiK, "air_centi_k");
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
                AirCentiC = air[row] == 0 ? null : ColumnReader.Int((long)ColumnReader.Int(air[row]) - ZeroCelsiusCentiK),
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

    public static Passages Write(IReadOnlyList<Passage> rows, long madeThrough)
    {
        var columns = new Passages { Heads = WriteHeads(rows, madeThrough) };
        DeltaColumn.Write(columns.Direction, rows, row => (long)row.Direction, ColumnBase.First);
        DeltaColumn.Write(columns.End, rows, row => (long)row.End, ColumnBase.First);
        DeltaColumn.Write(columns.ScreeningBack, rows, row => row.ScreeningSeq is { } seq ? row.Seq - seq : 0);
        return columns;
    }

    public static Malformed? Read(Passages columns, long madeThrough, List<GateRecord> records)
    {
        var reader = new ColumnReader("passages", columns.Heads, madeThrough);
        var direction = reader.Column(columns.Direction, "direction", ColumnBase.First);
        var end = reader.Column(columns.End, "end", ColumnBase.First);
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

    public static Events Write(IReadOnlyList<GateEvent> rows, long madeThrough)
    {
        var columns = new Events { Heads = WriteHeads(rows, madeThrough) };
        DeltaColumn.Write(columns.Type, rows, row => (long)row.Type);
        DeltaColumn.Write(columns.Times, rows, row => row.Count, ColumnBase.First);
        columns.Detail.AddRange(rows.Select(row => row.Detail));
        DeltaColumn.Write(columns.ScreeningBack, rows, row => row.ScreeningSeq is { } seq ? row.Seq - seq : 0);
        return columns;
    }

    public static Malformed? Read(Events columns, long madeThrough, List<GateRecord> records)
    {
        var reader = new ColumnReader("events", columns.Heads, madeThrough);
        var type = reader.Column(columns.Type, "type");
        var times = reader.Column(columns.Times, "times", ColumnBase.First);
        if (columns.Detail.Count != reader.Rows)
            reader.Fail(LengthFault(columns.Detail.Count, reader.Rows), "detail");
        var back = reader.Column(columns.ScreeningBack, "screening_back");
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
                ScreeningSeq = Back(reader.Seq(row), back[row]),
            });
        }

        return reader.Fault;
    }

    public static Summaries Write(IReadOnlyList<Summary> rows, long madeThrough)
    {
        var columns = new Summaries { Heads = WriteHeads(rows, madeThrough) };
        DeltaColumn.Write(columns.Span, rows, row => (long)row.Span, ColumnBase.First);
        DeltaColumn.Write(columns.StartS, rows, row => row.StartSeconds);
        DeltaColumn.Write(columns.Normal, rows, row => row.Normal);
        DeltaColumn.Write(columns.Fever, rows, row => row.Fever);
        DeltaColumn.Write(columns.Retry, rows, row => row.Retry);
        DeltaColumn.Write(columns.Manual, rows, row => row.Manual);
        DeltaColumn.Write(columns.ManualFever, rows, row => row.ManualFever);
        DeltaColumn.Write(columns.ManualNormal, rows, row => row.ManualNormal);
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

    public static Malformed? Read(Summaries columns, long madeThrough, List<GateRecord> records)
    {
        var reader = new ColumnReader("summaries", columns.Heads, madeThrough);
        var span = reader.Column(columns.Span, "span", ColumnBase.First);
        var start = reader.Column(columns.StartS, "start_s");
        var normal = reader.Column(columns.Normal, "normal");
        var fever = reader.Column(columns.Fever, "fever");
        var retry = reader.Column(columns.Retry, "retry");
        var manual = reader.Column(columns.Manual, "manual");
        var manualFever = reader.Column(columns.ManualFever, "manual_fever");
        var manualNormal = reader.Column(columns.ManualNormal, "manual_normal");
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
                ManualFever = ColumnReader.Int(manualFever[row]),
                ManualNormal = ColumnReader.Int(manualNormal[row]),
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

    internal static Heads WriteHeads<T>(IReadOnlyList<T> rows, long madeThrough)
        where T : GateRecord
    {
        var heads = new Heads { Count = (uint)rows.Count };
        var index = 0;
        DeltaColumn.Write(heads.SeqLessRow, rows, row => row.Seq - index++, madeThrough);
        DeltaColumn.Write(heads.TimeUs, rows, row => row.Time.Microseconds, ColumnBase.TimeUs);
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

    internal static MalformedReason LengthFault(int length, int rows) =>
        length > rows ? MalformedReason.ColumnTooLong : MalformedReason.ColumnTooShort;
}
