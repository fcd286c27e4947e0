namespace Checkpoint.Contract;

/// <summary>What makes a record that record, everywhere and for ever.</summary>
public readonly record struct RecordIdentity(GateId Gate, StreamId Stream, long Seq);
