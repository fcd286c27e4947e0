using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>What became of something that a gate was given to keep.</summary>
public enum Promise
{
    /// <summary>Nothing said yet.</summary>
    Open,

    /// <summary>"It is durable."</summary>
    Kept,

    /// <summary>"It is not."</summary>
    Refused,

    /// <summary>The gate died before it said so: it may be durable or not.</summary>
    Undecided,

    /// <summary>Promised, and then the card itself was replaced by an older copy.</summary>
    GoneWithCard,
}

/// <summary>One record as it truly was.</summary>
internal sealed class MadeRecordTruth
{
    /// <summary>As given to the outbox: without seq and time.</summary>
    public required GateRecord Record { get; init; }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public required long TrueMicroseconds { get; init; }

    /// <summary>Which boot of the gate, from 0.</summary>
    public required int Boot { get; init; }

    /// <summary>When the run of the gateway began that it was given to; microseconds since 1970 UTC.</summary>
    public required long RunBegan { get; init; }

    /// <summary>The cloud had welcomed the gate on the connection open then, and was not away since.</summary>
    public required bool WasConnected { get; init; }

    public Promise Promise { get; set; }

    public StreamId Stream { get; set; }

    public long Seq { get; set; }
}
