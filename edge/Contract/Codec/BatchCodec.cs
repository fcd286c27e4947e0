using Checkpoint.Contract.Records;
using Google.Protobuf;

namespace Checkpoint.Contract.Codec;

/// <summary>
/// Records to and from the bytes of <c>…/records</c> (records.proto). Encoding is canonical: the same records always give
/// the same bytes. Decoding takes anything and throws nothing.
/// </summary>
public static class BatchCodec
{
    /// <summary>The contract version that this code writes, and the newest it reads.</summary>
    public const uint Version = 1;

    /// <exception cref="ArgumentException">More records than a batch may hold, or none.</exception>
    public static byte[] Encode(StreamId stream, long madeThrough, IReadOnlyList<GateRecord> records)
    {
        if (records.Count is 0 or > RecordLimits.MaxRecordsPerBatch)
            throw new ArgumentException($"{records.Count} records; a batch holds 1 to {RecordLimits.MaxRecordsPerBatch}");
        var batch = new Wire.RecordBatch { Version = Version, Stream = stream.Value, MadeThrough = madeThrough };
        Columns(records, batch);
        return batch.ToByteArray();
    }

    /// <summary>
    /// As many of the records, from the first on, as fit a batch.
    /// </summary>
    /// <param name="taken">How many went in; at least one.</param>
    public static byte[] EncodeFitting(StreamId stream, long madeThrough, IReadOnlyList<GateRecord> records, out int taken)
    {
        for (taken = Math.Min(records.Count, RecordLimits.MaxRecordsPerBatch); ; taken = (taken + 1) / 2)
        {
            var bytes = Encode(stream, madeThrough, taken == records.Count ? records : [.. records.Take(taken)]);
            if (bytes.Length <= RecordLimits.MaxBatchBytes || taken == 1)
                return bytes;
        }
    }

    /// <summary>
    /// Reads a batch whole or not at all; single records whose values are out of range come apart from the others.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out RecordBatch batch, out Malformed fault)
    {
        batch = null!;
        var found = Parse(payload, out var wire) ?? CheckFrame(wire);
        if (found is null)
        {
            var records = new List<GateRecord>(RowCount(wire));
            found = ReadKinds(wire, records) ?? CheckSeqs(records, wire.MadeThrough);
            if (found is null)
                batch = Judge(wire, records);
        }

        fault = found ?? default;
        return found is null;
    }

    /// <summary>One record on its own, with or without seq and time, as the outbox keeps it.</summary>
    public static byte[] EncodeOne(GateRecord record)
    {
        var batch = new Wire.RecordBatch { Version = Version };
        Columns([record], batch);
        return batch.ToByteArray();
    }

    /// <summary>What <see cref="EncodeOne"/> wrote.</summary>
    public static bool TryDecodeOne(ReadOnlySpan<byte> bytes, out GateRecord record, out Malformed fault)
    {
        var records = new List<GateRecord>(1);
        var found = Parse(bytes, out var wire) ?? ReadKinds(wire, records);
        if (found is null && records.Count != 1)
            found = new Malformed(records.Count == 0 ? MalformedReason.NoRecords : MalformedReason.TooManyRecords, "count");
        record = found is null ? records[0] : null!;
        fault = found ?? default;
        return found is null;
    }

    private static void Columns(IReadOnlyList<GateRecord> records, Wire.RecordBatch batch)
    {
        if (Of<Screening>(records) is { Count: > 0 } screenings)
            batch.Screenings = RecordColumns.Write(screenings, batch.MadeThrough);
        if (Of<Passage>(records) is { Count: > 0 } passages)
            batch.Passages = RecordColumns.Write(passages, batch.MadeThrough);
        if (Of<GateEvent>(records) is { Count: > 0 } events)
            batch.Events = RecordColumns.Write(events, batch.MadeThrough);
        if (Of<Summary>(records) is { Count: > 0 } summaries)
            batch.Summaries = RecordColumns.Write(summaries, batch.MadeThrough);
        if (Of<Health>(records) is { Count: > 0 } healths)
            batch.Healths = HealthColumns.Write(healths, batch.MadeThrough);
    }

    private static List<T> Of<T>(IReadOnlyList<GateRecord> records)
        where T : GateRecord => [.. records.OfType<T>().OrderBy(record => record.Seq)];

    private static Malformed? Parse(ReadOnlySpan<byte> payload, out Wire.RecordBatch wire)
    {
        var fault = WireParser.Parse(Wire.RecordBatch.Parser, payload, RecordLimits.MaxBatchBytes, "batch", out wire);
        return fault ?? WireParser.CheckVersion(wire.Version);
    }

    private static Malformed? CheckFrame(Wire.RecordBatch wire)
    {
        if (wire.Stream == 0)
            return new Malformed(MalformedReason.NoStream, "stream");
        if (wire.MadeThrough is < 1 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "made_through");
        return RowCount(wire) switch
        {
            0 => new Malformed(MalformedReason.NoRecords, "count"),
            > RecordLimits.MaxRecordsPerBatch => new Malformed(MalformedReason.TooManyRecords, "count"),
            _ => null,
        };
    }

    /// <summary>Claimed rows of all kinds, held to just over the limit so that absurd counts cannot overflow.</summary>
    private static int RowCount(Wire.RecordBatch wire)
    {
        ulong rows = (ulong)(wire.Screenings?.Heads?.Count ?? 0) + (wire.Passages?.Heads?.Count ?? 0)
            + (wire.Events?.Heads?.Count ?? 0) + (wire.Summaries?.Heads?.Count ?? 0) + (wire.Healths?.Heads?.Count ?? 0);
        return (int)Math.Min(rows, RecordLimits.MaxRecordsPerBatch + 1);
    }

    private static Malformed? ReadKinds(Wire.RecordBatch wire, List<GateRecord> records) =>
        (wire.Screenings is { } screenings ? RecordColumns.Read(screenings, wire.MadeThrough, records) : null)
        ?? (wire.Passages is { } passages ? RecordColumns.Read(passages, wire.MadeThrough, records) : null)
        ?? (wire.Events is { } events ? RecordColumns.Read(events, wire.MadeThrough, records) : null)
        ?? (wire.Summaries is { } summaries ? RecordColumns.Read(summaries, wire.MadeThrough, records) : null)
        ?? (wire.Healths is { } healths ? HealthColumns.Read(healths, wire.MadeThrough, records) : null);

    private static Malformed? CheckSeqs(List<GateRecord> records, long madeThrough)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Seq < 1 || records[i].Seq > madeThrough)
                return new Malformed(MalformedReason.SeqOutOfRange, "seq");
            if (i > 0 && records[i].GetType() == records[i - 1].GetType() && records[i].Seq <= records[i - 1].Seq)
                return new Malformed(MalformedReason.SeqNotAscending, "seq");
        }

        // Ascending within a kind, so a repeat needs two kinds.
        return records[0].GetType() != records[^1].GetType() && HasRepeat(records)
            ? new Malformed(MalformedReason.SeqRepeated, "seq")
            : null;
    }

    private static bool HasRepeat(List<GateRecord> records)
    {
        var seen = new HashSet<long>(records.Count);
        return !records.TrueForAll(record => seen.Add(record.Seq));
    }

    private static RecordBatch Judge(Wire.RecordBatch wire, List<GateRecord> records)
    {
        List<RejectedRecord>? rejected = null;
        foreach (var record in records)
        {
            if (RecordRules.Check(record) is { } reason)
                (rejected ??= []).Add(new RejectedRecord(record.Seq, reason));
        }

        if (rejected is not null)
            records.RemoveAll(record => RecordRules.Check(record) is not null);
        return new RecordBatch(new StreamId(wire.Stream), wire.MadeThrough, records, rejected ?? []);
    }
}
