using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.World.Truth;

/// <summary>
/// Stands before the gate's outbox and writes down what it was given, and what it then promised. It changes nothing.
/// </summary>
/// <param name="inner">The gate's outbox.</param>
/// <param name="stream">Asks the outbox which stream it writes.</param>
public sealed class TruthRecordSink(
    IRecordSink inner, Func<StreamId> stream, TruthLog log, IBoardClock board, TimeProvider clock) : IRecordSink
{
    private long intentions;

    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        var intention = Interlocked.Increment(ref intentions);
        log.Write(new RecordsIntended(
            intention, [.. records.Select(made => made.Record)], [.. records.Select(made => TrueTime(made.Made))]));
        try
        {
            var seqs = await inner.AppendAsync(records, cancellation).ConfigureAwait(false);
            log.Write(new RecordsMade(intention, stream(), seqs));
            return seqs;
        }
        catch (OutboxUnavailableException refused)
        {
            log.Write(new RecordsRefused(intention, refused.Message));
            throw;
        }
    }

    private long TrueTime(BoardInstant made)
    {
        var age = board.Now.BoottimeMicroseconds - made.BoottimeMicroseconds;
        return RecordTime.At(clock.GetUtcNow(), TimeSpan.Zero).Microseconds - age;
    }
}
