using Checkpoint.Contract.Wire;
using Google.Protobuf.Collections;

namespace Checkpoint.Contract.Codec;

/// <summary>
/// Reads the columns of one kind into rows. The first fault sticks and is reported once at the end, so that the decoding
/// of a kind reads as a plain list of its fields.
/// </summary>
internal sealed class ColumnReader
{
    private readonly string _kind;
    private readonly long[] _seqs;
    private readonly long[] _times;
    private readonly long[] _timeErrors;
    private readonly long[] _maintenance;

    public ColumnReader(string kind, Heads? heads)
    {
        _kind = kind;
        var count = heads?.Count ?? 0;
        if (count > RecordLimits.MaxRecordsPerBatch)
            Fail(MalformedReason.TooManyRecords, "count");
        Rows = Fault is null ? (int)count : 0;
        _seqs = Column(heads?.SeqLessRow, "seq");
        _times = Column(heads?.TimeUs, "time_us");
        _timeErrors = Column(heads?.TimeErrorUs, "time_error_us");
        _maintenance = Column(heads?.Maintenance, "maintenance");
    }

    public int Rows { get; private set; }

    public Malformed? Fault { get; private set; }

    public long[] Column(RepeatedField<long>? column, string field)
    {
        if (Rows == 0 || column is null)
            return [];
        var values = new long[Rows];
        if (DeltaColumn.Read(column, values) is { } reason)
            Fail(reason, field);
        return values;
    }

    public void Fail(MalformedReason reason, string field) => Fault ??= new Malformed(reason, $"{_kind}.{field}");

    /// <summary>Out-of-range rows overflow here only for hostile seqs, which the batch's own check then refuses.</summary>
    public long Seq(int row) => unchecked(_seqs[row] + row);

    public RecordTime Time(int row) => new(_times[row], _timeErrors[row]);

    public bool Maintenance(int row) => _maintenance[row] != 0;

    /// <summary>A value outside int becomes the nearest int, which no rule allows either.</summary>
    public static int Int(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
