using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Records of one stream that were made at one place. Every record has its seq and its time.</summary>
public sealed record PlacedBatch(GateId Gate, StreamId Stream, Place Place, IReadOnlyList<GateRecord> Records);
