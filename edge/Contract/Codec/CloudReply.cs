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
public sealed record Welcome(ulong Nonce, long CloudTimeMicroseconds, long HighestSeq, bool Known) : CloudReply;

/// <summary>The database has these.</summary>
public sealed record StoredAck(StreamId Stream, IReadOnlyList<SeqRange> Stored) : CloudReply;

/// <summary>These will never be stored, each range for its own reason.</summary>
public sealed record RejectedAck(StreamId Stream, IReadOnlyList<RejectedRange> Rejected) : CloudReply;

/// <summary>The cloud cannot take more now.</summary>
public sealed record BusyAck(StreamId Stream, TimeSpan RetryAfter) : CloudReply;

/// <summary>The registry does not know this gate (yet).</summary>
public sealed record UnknownAck(StreamId Stream, TimeSpan RetryAfter) : CloudReply;

/// <summary>Seqs refused for one reason (snake_case).</summary>
public readonly record struct RejectedRange(SeqRange Seqs, string Reason);
