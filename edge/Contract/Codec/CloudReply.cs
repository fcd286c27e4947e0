namespace Checkpoint.Contract.Codec;

/// <summary>What the cloud says to one gate.</summary>
public abstract record CloudReply
{
    private protected CloudReply()
    {
    }
}

/// <summary>The answer to a hello.</summary>
/// <param name="Nonce">The hello's.</param>
/// <param name="CloudTimeMicroseconds">Since 1970 UTC, when this was sent.</param>
/// <param name="HighestSeq">Highest seq of the hello's stream that the database has; 0: none.</param>
/// <param name="Known">The registry has this gate.</param>
/// <param name="ChecksHeld">What the hello holds will be answered for by a <see cref="Checked"/>; clouds before 1.2 do not.</param>
public sealed record Welcome(
    ulong Nonce, long CloudTimeMicroseconds, long HighestSeq, bool Known, bool ChecksHeld = false) : CloudReply
{
    /// <summary>The newest record in the database up to the seq that the hello asks for; null for none, or where it asks for none.</summary>
    public FoundRecord? Found { get; init; }
}

/// <summary>Which record the database has under a seq: no two of one gate are of one moment.</summary>
/// <param name="Microseconds">Its time, since 1970 UTC.</param>
public readonly record struct FoundRecord(long Seq, long Microseconds);

/// <summary>The answer to a hello while the database does not say what it has: no welcome, but clocks can do without.</summary>
/// <param name="Nonce">The hello's.</param>
/// <param name="CloudTimeMicroseconds">Since 1970 UTC, when this was sent.</param>
public sealed record ToldTime(ulong Nonce, long CloudTimeMicroseconds) : CloudReply;

/// <summary>The answer to what a hello holds.</summary>
/// <param name="Nonce">The hello's.</param>
/// <param name="Lost">What the database does not have of it, one entry a stream; none: it has it all.</param>
/// <param name="KeepsSinceMicroseconds">The database takes no record from before, so that none is asked for; 0: any.</param>
public sealed record Checked(ulong Nonce, IReadOnlyList<LostSeqs> Lost, long KeepsSinceMicroseconds) : CloudReply;

/// <summary>The database has these.</summary>
public sealed record StoredAck(StreamId Stream, IReadOnlyList<SeqRange> Stored) : CloudReply;

/// <summary>These will never be stored, each range for its own reason.</summary>
public sealed record RejectedAck(StreamId Stream, IReadOnlyList<RejectedRange> Rejected) : CloudReply;

/// <summary>The cloud cannot take more now.</summary>
public sealed record BusyAck(StreamId Stream, TimeSpan RetryAfter) : CloudReply
{
    /// <summary>
    /// Only these were not taken: the database refuses them by some limit of its own, and others may go on. None: nothing that is
    /// on its way was taken.
    /// </summary>
    public IReadOnlyList<SeqRange> Seqs { get; init; } = [];
}

/// <summary>The registry does not know this gate (yet).</summary>
public sealed record UnknownAck(StreamId Stream, TimeSpan RetryAfter) : CloudReply;

/// <summary>Seqs refused for one reason (snake_case).</summary>
public readonly record struct RejectedRange(SeqRange Seqs, string Reason);
