using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Where the stages before the outbox put their records.</summary>
public interface IRecordSink
{
    /// <summary>
    /// Gives the records their seqs, in this order, and makes them durable together. When it completes they have survived
    /// a power cut; a record needs neither seq nor time before.
    /// </summary>
    /// <returns>The seqs, in the order of the records.</returns>
    /// <exception cref="OutboxUnavailableException">Nothing of it is durable: the lamp must say "manual".</exception>
    Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation);
}

/// <summary>A record and the moment it was made.</summary>
public readonly record struct MadeRecord(GateRecord Record, BoardInstant Made);
