using System.Threading.Channels;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Batches between the network and the database, bounded by records and by bytes. A batch counts until it is released,
/// so that the bound holds for what is being written as well.
/// </summary>
internal sealed class IngestQueue(IngestOptions options, TimeProvider clock)
{
    /// <summary>Who takes its one entry has the turn. No semaphore: its waiters go on in the thread pool, whatever their context.</summary>
    private readonly Channel<bool> _turn = FreeTurn();

    private readonly Channel<ArrivedBatch> _channel = Channel.CreateUnbounded<ArrivedBatch>();

    private long _records;

    private long _bytes;

    private long _untaken;

    private long? _takenAt;

    public long Records => Volatile.Read(ref _records);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>False, and nothing taken, when the batch would exceed a bound. Never waits.</summary>
    public bool TryAdd(ArrivedBatch batch)
    {
        var records = Interlocked.Add(ref _records, batch.Records);
        var bytes = Interlocked.Add(ref _bytes, batch.Bytes);
        if (records > options.MaxQueuedRecords || bytes > options.MaxQueuedBytes)
        {
            Release(batch);
            return false;
        }

        Interlocked.Add(ref _untaken, batch.Records);
        return _channel.Writer.TryWrite(batch);
    }

    /// <summary>
    /// Waits for at least one batch, and while many come for their company too; then takes what is there, up to about so
    /// many records. One taker at a time: two would share out what is better written at once.
    /// </summary>
    public async Task<List<ArrivedBatch>> TakeAsync(int records, CancellationToken cancellation)
    {
        await _turn.Reader.ReadAsync(cancellation);
        try
        {
            await _channel.Reader.WaitToReadAsync(cancellation);
            if (IsBusy() && Interlocked.Read(ref _untaken) < records)
                await Task.Delay(options.WriteLinger, clock, cancellation);
            _takenAt = clock.GetTimestamp();
            return Take(records);
        }
        finally
        {
            _turn.Writer.TryWrite(true);
        }
    }

    public void Release(ArrivedBatch batch)
    {
        Interlocked.Add(ref _records, -batch.Records);
        Interlocked.Add(ref _bytes, -batch.Bytes);
    }

    private static Channel<bool> FreeTurn()
    {
        var turn = Channel.CreateBounded<bool>(1);
        turn.Writer.TryWrite(true);
        return turn;
    }

    /// <summary>Batches were taken a moment ago: more will come in a moment.</summary>
    private bool IsBusy() => _takenAt is { } at && clock.GetElapsedTime(at) < 2 * options.WriteLinger;

    private List<ArrivedBatch> Take(int records)
    {
        var taken = new List<ArrivedBatch>();
        for (var count = 0; count < records && _channel.Reader.TryRead(out var batch); count += batch.Records)
        {
            Interlocked.Add(ref _untaken, -batch.Records);
            taken.Add(batch);
        }

        return taken;
    }
}
