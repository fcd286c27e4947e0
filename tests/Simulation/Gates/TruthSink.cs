using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>Stands before the outbox and writes down what it was given and what it then promised. It changes nothing.</summary>
internal sealed class TruthSink(GateRun run, Outbox inner, SimulatedProcess process) : IRecordSink
{
    /// <summary>Called when a screening has just been promised.</summary>
    public Action Promised { get; init; } = () => { };

    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        process.RequireRunning();
        var gate = run.Gate;
        var made = records.Select(record => new MadeRecordTruth
        {
            Record = record.Record,
            TrueMicroseconds = gate.World.Epoch + run.Board.TrueTimeOf(record.Made.BoottimeMicroseconds),
            RunBegan = gate.World.Epoch + run.Began,
            Boot = gate.Truth.Boots.Count - 1,
            WasConnected = run.IsConnected && !gate.WasAnsweredSlowly && gate.World.Ingests.Any(ingest => ingest.IsReachable),
        }).ToList();
        made.ForEach(gate.Truth.Add);
        try
        {
            var seqs = await inner.AppendAsync(records, cancellation);
            var stream = inner.Head.Stream;
            for (var i = 0; i < seqs.Count; i++)
                gate.Truth.Keep(made[i], stream, seqs[i]);
            process.Loop.Tell($"{gate.Id}: keeps {string.Join(", ", made.Select(record => $"{record.Record.GetType().Name} {record.Seq}"))} of {stream}");
            if (records.Any(record => record.Record is Screening))
                Promised();
            return seqs;
        }
        catch (OutboxUnavailableException)
        {
            made.ForEach(record => record.Promise = Promise.Refused);
            throw;
        }
    }
}
