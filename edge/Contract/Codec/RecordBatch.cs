using Checkpoint.Contract.Records;

namespace Checkpoint.Contract.Codec;

/// <summary>A batch as it came in, each record checked.</summary>
/// <param name="MadeThrough">Highest seq that the gate has made in this stream.</param>
/// <param name="Records">Within all limits; ascending by seq within each kind.</param>
/// <param name="Rejected">Records with a value outside its range, with the reason; empty from an honest gate.</param>
public sealed record RecordBatch(
    StreamId Stream, long MadeThrough, IReadOnlyList<GateRecord> Records, IReadOnlyList<RejectedRecord> Rejected);

/// <summary>A record refused for its own content.</summary>
/// <param name="Reason">snake_case, e.g. "body_out_of_range".</param>
public readonly record struct RejectedRecord(long Seq, string Reason);
