using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.DeviceSim.World;

/// <summary>Counts what a gate has made durable. It changes nothing.</summary>
public sealed class TallySink(IRecordSink inner) : IRecordSink
{
    private readonly Lock _gate = new();
    private Tally _tally;

    public Tally Now
    {
        get
        {
            lock (_gate)
                return _tally;
        }
    }

    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        var seqs = await inner.AppendAsync(records, cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var made in records)
                _tally = _tally.With(made.Record);
        }

        return seqs;
    }

    /// <param name="LastBodyCentiC">Of the last screening that had one.</param>
    public readonly record struct Tally(int Passages, int Fevers, int? LastBodyCentiC)
    {
        public Tally With(GateRecord record) => record switch
        {
            Passage => this with { Passages = Passages + 1 },
            Screening screening => this with
            {
                Fevers = Fevers + (screening.Outcome == ScreeningOutcome.Fever ? 1 : 0),
                LastBodyCentiC = screening.BodyCentiC ?? LastBodyCentiC,
            },
            _ => this,
        };
    }
}
