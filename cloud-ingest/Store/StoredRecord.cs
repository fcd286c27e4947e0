using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>A record as the database gives it back: equal, field by field, to the one that was sent.</summary>
public sealed record StoredRecord(GateId Gate, StreamId Stream, Place Place, GateRecord Record);
