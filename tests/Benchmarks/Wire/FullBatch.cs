using System.Text;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>How many bytes a reading takes in a full batch of screenings, and the same readings as JSON.</summary>
internal static class FullBatch
{
    private const int Seeds = 20;

    private const double BytesPerReadingGoal = 18;

    /// <summary>Times are seconds apart and jittered: a busy gate's 300 to 400 people an hour, `domain.md` §5.</summary>
    private const double MeanGapSeconds = 10;

    private const double MinGapSeconds = 2;

    /// <summary>As the gateway's clock: it grows by 100 ppm since the time was last learned, told in whole milliseconds.</summary>
    private const long FirstErrorMicroseconds = 3_000;
    private const double ErrorPerMicrosecond = 0.0001;

    private static readonly DateTimeOffset Start = new(2026, 2, 9, 7, 0, 0, TimeSpan.Zero);

    public static void Measure(Report report)
    {
        var batches = Enumerable.Range(1, Seeds).Select(seed => Screenings(seed)).ToList();
        var withAir = Enumerable.Range(1, Seeds).Select(seed => Screenings(seed, hasAirSensor: true)).ToList();
        var packed = batches.Select(batch => (double)Encode(batch).Length / batch.Count);
        var json = batches.Select(batch => batch.Average(record => (double)JsonBytes(record)));
        report.Section($"wire: a full batch, {RecordLimits.MaxRecordsPerBatch} screenings, payload alone ({Seeds} seeds)")
            .Add("columns", "bytes/reading", packed, Goal.AtMost(BytesPerReadingGoal))
            .Add("columns, with an air sensor", "bytes/reading", withAir.Select(batch => (double)Encode(batch).Length / batch.Count), Goal.AtMost(BytesPerReadingGoal))
            .Add("compact JSON of the first", "bytes/reading", json)
            .Add("one screening alone, columns", "bytes", batches.Select(batch => (double)Encode([batch[250]]).Length))
            .Note($"times jittered, {MinGapSeconds} s apart or more, {MeanGapSeconds} s on average; retries and fevers among them; passages left out");
        AddColumns(report, batches[0]);
    }

    /// <summary>Screenings of one gate, seqs with holes where its passages would be.</summary>
    public static List<GateRecord> Screenings(int seed, bool hasAirSensor = false)
    {
        var random = new Random(seed);
        var source = new PlausibleRecords(seed, hasAirSensor);
        var records = new List<GateRecord>(RecordLimits.MaxRecordsPerBatch);
        long elapsed = 0;
        for (long seq = 100_001; records.Count < RecordLimits.MaxRecordsPerBatch; seq++)
        {
            elapsed += (long)((MinGapSeconds - (MeanGapSeconds - MinGapSeconds) * Math.Log(1 - random.NextDouble())) * 1_000_000);
            records.Add(source.NextScreening(seq, TimeAt(elapsed)));
        }

        return records;
    }

    private static RecordTime TimeAt(long elapsed)
    {
        var error = FirstErrorMicroseconds + elapsed * ErrorPerMicrosecond;
        return new RecordTime(
            Start.ToUnixTimeMilliseconds() * 1000 + elapsed, (long)Math.Ceiling(error / 1000) * 1000);
    }

    private static byte[] Encode(IReadOnlyList<GateRecord> records) =>
        BatchCodec.Encode(new StreamId(0x9e37_79b9_7f4a_7c15), records[^1].Seq, records);

    private static int JsonBytes(GateRecord record) => Encoding.UTF8.GetByteCount(RecordJson.Write(record));

    /// <summary>What one column costs: the batch's size less its size with that column made constant.</summary>
    private static void AddColumns(Report report, List<GateRecord> batch)
    {
        var section = report.Section("wire: where the bytes of a full batch go (first seed)");
        double whole = Encode(batch).Length;
        foreach (var (name, flatten) in Columns)
        {
            var without = Encode([.. batch.Cast<Screening>().Select(flatten)]).Length;
            section.Add(name, "bytes/reading", (whole - without) / batch.Count);
        }
    }

    private static readonly (string Name, Func<Screening, Screening> Flatten)[] Columns =
    [
        ("time", record => record with { Time = record.Time with { Microseconds = Start.ToUnixTimeMilliseconds() * 1000 } }),
        ("time error", record => record with { Time = record.Time with { ErrorMicroseconds = FirstErrorMicroseconds } }),
        ("body", record => record with { BodyCentiC = 3650 }),
        ("surface", record => record with { SurfaceCentiC = 3400 }),
        ("ambient", record => record with { AmbientCentiC = 2000 }),
        ("samples", record => record with { SampleCount = 15 }),
        ("dwell", record => record with { DwellMs = 1500 }),
        ("outcome", record => record with { Outcome = ScreeningOutcome.Normal }),
        ("reason", record => record with { Reason = ScreeningReason.None }),
        ("first attempt", record => record with { FirstSeq = null }),
    ];
}
