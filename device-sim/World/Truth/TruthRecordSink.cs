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
    private const long MostBetweenClocksMicroseconds = 500;
    private const int MostTries = 100;

    private long _intentions;

    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        var intention = Interlocked.Increment(ref _intentions);
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

    /// <summary>
    /// Reads both clocks until nothing has come between the two: a machine that is busy takes the processor away for
    /// longer than the truth may be wrong.
    /// </summary>
    private long TrueTime(BoardInstant made)
    {
        for (var tries = 1; ; tries++)
        {
            var before = board.Now.BoottimeMicroseconds;
            var now = RecordTime.At(clock.GetUtcNow(), TimeSpan.Zero).Microseconds;
            if (board.Now.BoottimeMicroseconds - before <= MostBetweenClocksMicroseconds || tries == MostTries)
                return now - (before - made.BoottimeMicroseconds);
        }
    }
}
