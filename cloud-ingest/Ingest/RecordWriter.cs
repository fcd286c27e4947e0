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
    TimeProvider clock) : CloudStage
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    protected override Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => StoreAllAsync(stoppingToken)));

    private async Task StoreAllAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
            await StoreAsync(await queue.TakeAsync(options.MaxRecordsPerWrite, cancellation), cancellation);
    }

    private async Task StoreAsync(List<ArrivedBatch> batches, CancellationToken cancellation)
    {
        var fault = await WriteAsync(batches, cancellation);
        for (var pause = FirstPause; fault is { IsAboutContent: false } && IsFresh(batches[0]); pause = Doubled(pause))
        {
            await Task.Delay(pause, clock, cancellation);
            fault = await WriteAsync(batches, cancellation);
        }

        if (fault is null)
            Ack(batches);
        else if (fault.IsAboutContent)
            await SiftAsync(batches, fault, cancellation);
        else
            LeaveWithGates(batches);
    }

    /// <summary>
    /// Some of it is refused by a limit of the database's own. Others' records must not wait with it: halves are tried, down to one
    /// gate's batch, and of that the records; only they stay with their gate.
    /// </summary>
    private async Task SiftAsync(List<ArrivedBatch> batches, StoreFault fault, CancellationToken cancellation)
    {
        if (batches.Count > 1)
        {
            var half = batches.Count / 2;
            await StoreAsync(batches[..half], cancellation);
            await StoreAsync(batches[half..], cancellation);
            return;
        }

        metrics.Sifted();
        var sieve = new RecordSieve(part => WriteAsync([part], cancellation));
        await sieve.RunAsync(batches[0], fault);
        Answer(batches[0], sieve);
    }

    private async Task<StoreFault?> WriteAsync(List<ArrivedBatch> batches, CancellationToken cancellation)
    {
        var placed = new List<PlacedBatch>(batches.Count);
        foreach (var batch in batches)
            placed.AddRange(batch.Placed);
        return await WriteAsync(placed, cancellation);
    }

    private async Task<StoreFault?> WriteAsync(List<PlacedBatch> placed, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var fault = await store.WriteAsync(placed, cancellation);
        metrics.Write(clock.GetElapsedTime(started), fault);
        if (fault is not { IsAboutContent: true })
            health.Report(fault);
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

    private void Answer(ArrivedBatch batch, RecordSieve sieve)
    {
        queue.Release(batch);
        var refused = sieve.Refused;
        var left = (int)SeqRanges.Count(refused);
        if (left < batch.Records)
        {
            metrics.Stored(1, batch.Records - left, clock.GetElapsedTime(batch.ArrivedAt));
            Ack(batch.Gate, batch.Stream, sieve.Stored);
        }

        if (left == 0)
            return;
        metrics.Batch("store_fault", left);
        if (sieve.Outage is null)
            health.ReportRefusal(batch.Gate, refused, sieve.Fault!);
        replies.Send(batch.Gate, new BusyAck(batch.Stream, options.BusyRetryAfter) { Seqs = sieve.Outage is null ? refused : [] });
    }

    private void Ack(GateId gate, StreamId stream, List<SeqRange> ranges)
    {
        seen.Stored(gate, stream, ranges[^1].Last);
        metrics.Repeated(watch.Stored(gate, stream, ranges));
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

    private bool IsFresh(ArrivedBatch batch) => clock.GetElapsedTime(batch.ArrivedAt) < options.HoldTime;

    private static TimeSpan Doubled(TimeSpan pause) => pause + pause < LongestPause ? pause + pause : LongestPause;
}
