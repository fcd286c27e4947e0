using System.Runtime.InteropServices;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Writes what the queue holds, as much at a time as has come since the last write was sent, and acks what the database
/// has. What it does not take is tried again for a while, then left with the gates.
/// </summary>
internal sealed class RecordWriter(
    IngestOptions options,
    IngestQueue queue,
    IRecordStore store,
    StoreHealth health,
    SeenSeqs seen,
    GateWatch watch,
    ReplySender replies,
    IngestMetrics metrics,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
            await StoreAsync(await queue.TakeAsync(options.MaxRecordsPerWrite, cancellation), cancellation);
    }

    private async Task StoreAsync(List<ArrivedBatch> batches, CancellationToken cancellation)
    {
        var fault = await WriteAsync(batches, cancellation);
        if (IsAboutContent(fault) && batches.Count > 1)
        {
            // One gate's records may be what the database refuses: the others must not wait with it, nor any writer for it.
            foreach (var batch in batches)
                await StoreAsync([batch], cancellation);
            return;
        }

        for (var pause = FirstPause; fault is not null && !IsAboutContent(fault) && IsFresh(batches[0]); pause = Doubled(pause))
        {
            await Task.Delay(pause, clock, cancellation);
            fault = await WriteAsync(batches, cancellation);
        }

        if (fault is null)
            Ack(batches);
        else
            LeaveWithGates(batches);
    }

    private async Task<StoreFault?> WriteAsync(List<ArrivedBatch> batches, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var placed = new List<PlacedBatch>(batches.Count);
        foreach (var batch in batches)
            placed.AddRange(batch.Placed);
        var fault = await store.WriteAsync(placed, cancellation);
        metrics.Write(clock.GetElapsedTime(started), fault);
        if (!IsAboutContent(fault))
            health.Report(fault);
        else if (batches.Count == 1)
            health.ReportRefusal(batches[0].Gate, fault!);
        return fault;
    }

    private void Ack(List<ArrivedBatch> batches)
    {
        var stored = new Dictionary<(GateId Gate, StreamId Stream), List<SeqRange>>();
        foreach (var batch in batches)
        {
            ref var ranges = ref CollectionsMarshal.GetValueRefOrAddDefault(stored, (batch.Gate, batch.Stream), out _);
            ranges ??= [];
            foreach (var part in batch.Placed)
                AddRuns(part.Records, ranges);
            queue.Release(batch);
        }

        metrics.Stored(batches.Count, batches.Sum(batch => batch.Records), clock.GetElapsedTime(batches[0].ArrivedAt));
        foreach (var ((gate, stream), ranges) in stored)
            Ack(gate, stream, SeqRanges.Union(ranges));
    }

    private void Ack(GateId gate, StreamId stream, List<SeqRange> ranges)
    {
        seen.Stored(gate, stream, ranges[^1].Last);
        watch.Stored(gate, (int)SeqRanges.Count(ranges));
        foreach (var part in ranges.Chunk(RecordLimits.MaxRangesPerAck))
            replies.Send(gate, new StoredAck(stream, part));
    }

    /// <summary>Records of a kind come in order, mostly without gaps: far fewer ranges than records.</summary>
    private static void AddRuns(IReadOnlyList<GateRecord> records, List<SeqRange> ranges)
    {
        for (var i = 0; i < records.Count; i++)
        {
            var seq = records[i].Seq;
            if (ranges.Count > 0 && ranges[^1].Last + 1 == seq)
                ranges[^1] = ranges[^1] with { Last = seq };
            else
                ranges.Add(new SeqRange(seq, seq));
        }
    }

    private void LeaveWithGates(List<ArrivedBatch> batches)
    {
        foreach (var batch in batches)
        {
            queue.Release(batch);
            metrics.Batch("store_fault", batch.Records);
        }

        foreach (var (gate, stream) in batches.Select(batch => (batch.Gate, batch.Stream)).Distinct())
            replies.Send(gate, new BusyAck(stream, options.BusyRetryAfter));
    }

    private static bool IsAboutContent(StoreFault? fault) => fault?.Kind is StoreFaultKind.PartialWrite or StoreFaultKind.Refused;

    private bool IsFresh(ArrivedBatch batch) => clock.GetElapsedTime(batch.ArrivedAt) < options.HoldTime;

    private static TimeSpan Doubled(TimeSpan pause) => pause + pause < LongestPause ? pause + pause : LongestPause;
}
