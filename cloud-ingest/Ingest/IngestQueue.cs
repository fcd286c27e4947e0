using System.Threading.Channels;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Batches between the network and the database, bounded by records and by bytes. A batch counts until it is released,
/// so that the bound holds for what is being written as well.
/// </summary>
internal sealed class IngestQueue(int maxRecords, int maxBytes)
{
    private readonly Channel<ArrivedBatch> _channel = Channel.CreateUnbounded<ArrivedBatch>();

    private long _records;

    private long _bytes;

    public long Records => Volatile.Read(ref _records);

    /// <summary>False, and nothing taken, when the batch would exceed a bound. Never waits.</summary>
    public bool TryAdd(ArrivedBatch batch)
    {
        var records = Interlocked.Add(ref _records, batch.Records);
        var bytes = Interlocked.Add(ref _bytes, batch.Bytes);
        if (records <= maxRecords && bytes <= maxBytes)
            return _channel.Writer.TryWrite(batch);
        Release(batch);
        return false;
    }

    /// <summary>Waits for at least one batch, then takes what is there, up to about so many records.</summary>
    public async Task<List<ArrivedBatch>> TakeAsync(int records, CancellationToken cancellation)
    {
        var taken = new List<ArrivedBatch>();
        while (taken.Count == 0)
        {
            await _channel.Reader.WaitToReadAsync(cancellation);
            for (var count = 0; count < records && _channel.Reader.TryRead(out var batch); count += batch.Records)
                taken.Add(batch);
        }

        return taken;
    }

    public void Release(ArrivedBatch batch)
    {
        Interlocked.Add(ref _records, -batch.Records);
        Interlocked.Add(ref _bytes, -batch.Bytes);
    }
}
