namespace Checkpoint.Contract;

/// <summary>
/// Seqs of one stream that the database was said to have and that the gate still has, in case that it asks for them again.
/// </summary>
/// <param name="Seqs">Ascending, apart from each other.</param>
/// <param name="SinceMicroseconds">Time of the first of them, since 1970 UTC; 0 if not known.</param>
public sealed record HeldSeqs(StreamId Stream, IReadOnlyList<SeqRange> Seqs, long SinceMicroseconds);
