using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Storage;

/// <summary>The database as one process of the ingest reaches it: with time passing, and with its troubles.</summary>
internal sealed class SimulatedStore(SimulatedProcess process, SimulatedDatabase database) : DatabaseReader(database)
{
    private const long MostQuick = 15_000;
    private const long Timeout = 10_000_000;

    private static readonly StoreFaultKind[] Refusals =
        [StoreFaultKind.ServerError, StoreFaultKind.Refused, StoreFaultKind.Disk, StoreFaultKind.Unauthorized, StoreFaultKind.NoDatabase];

    public override Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation)
    {
        process.RequireRunning();
        var random = Database.Random;
        return Database.Trouble switch
        {
            StoreTrouble.Down => Answer(Quick(), new StoreFault(StoreFaultKind.Unreachable, "connection refused")),
            StoreTrouble.Refuses => Answer(Quick(), new StoreFault(Refusals[random.Next(Refusals.Length)], "refused")),
            StoreTrouble.AppliesThenFails => Apply(batches, 1, Quick(), new StoreFault(StoreFaultKind.ServerError, "timeout inside")),
            StoreTrouble.Silent => Apply(batches, random.Next(2), Timeout, new StoreFault(StoreFaultKind.TimedOut, "no answer")),
            StoreTrouble.Partial => Apply(batches, random.NextDouble(), Quick(), new StoreFault(StoreFaultKind.PartialWrite, "partial write")),
            StoreTrouble.Slow => Apply(batches, 1, (long)(random.NextDouble() * 1.5 * Timeout), null),
            _ => Apply(batches, 1, Quick(), null),
        };
    }

    public override Task<StoreFault?> ProbeAsync(CancellationToken cancellation)
    {
        process.RequireRunning();
        return Answer(Quick(), Database.Trouble == StoreTrouble.Down ? new StoreFault(StoreFaultKind.Unreachable, "connection refused") : null);
    }

    public override async Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation)
    {
        await AnswerAsync();
        return await base.HighestSeqAsync(gate, stream, sinceMicroseconds, cancellation);
    }

    public override async Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation)
    {
        await AnswerAsync();
        return await base.NewestAsync(gate, stream, throughSeq, cancellation);
    }

    public override async Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation)
    {
        await AnswerAsync();
        return await base.MissingAsync(gate, seqs, most, cancellation);
    }

    /// <summary>Comes to an answer, or to none.</summary>
    private async Task AnswerAsync()
    {
        process.RequireRunning();
        await Answer(Database.Trouble == StoreTrouble.Slow ? Timeout / 4 : Quick(), null);
        if (Database.Trouble is StoreTrouble.Down or StoreTrouble.Silent)
            throw new StoreException(new StoreFault(StoreFaultKind.Unreachable, "connection refused"));
    }

    private long Quick() => 500 + (long)(Database.Random.NextDouble() * MostQuick);

    /// <summary>What was sent is applied whether or not anybody lives to hear of it.</summary>
    private Task<StoreFault?> Apply(IReadOnlyList<PlacedBatch> batches, double share, long after, StoreFault? fault)
    {
        var applied = (long)(after * Database.Random.NextDouble());
        process.Loop.After(Math.Min(applied, after - 1), () =>
        {
            foreach (var batch in batches)
            {
                foreach (var record in batch.Records.Where(_ => share >= 1 || Database.Random.NextDouble() < share))
                    Database.Apply(batch, record);
            }
        });
        return Answer(after, fault);
    }

    private Task<StoreFault?> Answer(long after, StoreFault? fault)
    {
        var answer = new TaskCompletionSource<StoreFault?>();
        process.ScheduleBare(process.Loop.Now + after, () => answer.TrySetResult(fault));
        return answer.Task;
    }
}
