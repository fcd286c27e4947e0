namespace Checkpoint.Contract;

/// <summary>Of what a gate holds of one stream: what the database does not have.</summary>
/// <param name="Seqs">Ascending, apart from each other.</param>
public sealed record LostSeqs(StreamId Stream, IReadOnlyList<SeqRange> Seqs);
