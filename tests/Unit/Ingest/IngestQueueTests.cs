using Checkpoint.CloudIngest.Ingest;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Ingest;

public sealed class IngestQueueTests
{
    private static readonly IngestOptions Options = new()
    {
        MaxQueuedRecords = 100, MaxQueuedBytes = 1_000, WriteLinger = TimeSpan.FromMilliseconds(20),
    };

    private readonly ManualTime _time = new();
    private readonly IngestQueue _queue;

    public IngestQueueTests() => _queue = new IngestQueue(Options, _time);

    [Fact]
    public async Task A_batch_alone_is_taken_at_once()
    {
        Add(1);

        Assert.Single(await _queue.TakeAsync(50, CancellationToken.None));
    }

    [Fact]
    public async Task While_many_come_a_batch_waits_for_others_to_be_written_with_it()
    {
        Add(1);
        await _queue.TakeAsync(50, CancellationToken.None);
        Add(1);

        var second = _queue.TakeAsync(50, CancellationToken.None);
        Assert.False(second.IsCompleted);
        Add(1);
        _time.Advance(Options.WriteLinger);

        Assert.Equal(2, (await second).Count);
    }

    [Fact]
    public async Task A_full_write_does_not_wait()
    {
        Add(1);
        await _queue.TakeAsync(5, CancellationToken.None);
        Add(5);

        Assert.Single(await _queue.TakeAsync(5, CancellationToken.None));
    }

    [Fact]
    public async Task After_a_pause_a_batch_is_alone_again()
    {
        Add(1);
        await _queue.TakeAsync(50, CancellationToken.None);
        _time.Advance(2 * Options.WriteLinger);
        Add(1);

        Assert.Single(await _queue.TakeAsync(50, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_taken_counts_until_it_is_released()
    {
        Add(100);
        var taken = await _queue.TakeAsync(50, CancellationToken.None);

        Assert.False(_queue.TryAdd(Batch(1, 1)));
        _queue.Release(taken[0]);
        Assert.True(_queue.TryAdd(Batch(1, 1)));
    }

    [Fact]
    public void Too_many_bytes_are_refused_as_too_many_records_are()
    {
        Assert.False(_queue.TryAdd(Batch(1, 1_001)));
        Assert.Equal(0, _queue.Records);
    }

    private void Add(int records) => Assert.True(_queue.TryAdd(Batch(records, records)));

    private static ArrivedBatch Batch(int records, int bytes) =>
        new(GateId.Parse("gate-01"), new StreamId(1), [], records, bytes, 0);
}
