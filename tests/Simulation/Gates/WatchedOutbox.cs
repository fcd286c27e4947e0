using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Tests.Simulation.Auditing;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>The outbox as the uplink sees it; what is settled as stored must have been in the database by then.</summary>
internal sealed class WatchedOutbox(SimulatedGate gate, Outbox inner) : IOutboxReader
{
    public event Action<OutboxChange>? Readable
    {
        add => inner.Readable += value;
        remove => inner.Readable -= value;
    }

    public OutboxHead Head => inner.Head;

    public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes) =>
        inner.Read(after, urgentOnly, maxRecords, maxBytes);

    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        foreach (var range in stored)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                if (!gate.World.Database.EverHad(gate.Id, stream, seq))
                    gate.World.Findings.Add(FindingKind.DeliveredTooEarly, gate.Id, $"{stream}/{seq} is settled as stored");
            }
        }

        inner.Settle(stream, stored, rejected);
    }

    public Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation) =>
        inner.WelcomeAsync(stream, highestSeq, found, cancellation);

    public long AskedSeq() => inner.AskedSeq();

    public long SinceMicroseconds() => inner.SinceMicroseconds();

    public HeldPart Held(OutboxPosition after) => inner.Held(after);

    public Task<long> ReplayAsync(IReadOnlyList<LostSeqs> lost, long keepsSinceMicroseconds, CancellationToken cancellation) =>
        inner.ReplayAsync(lost, keepsSinceMicroseconds, cancellation);
}
