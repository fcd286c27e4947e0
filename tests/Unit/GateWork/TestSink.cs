using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.GateWork;

/// <summary>Numbers records as the outbox would; refuses them while told to, and shows the moment before each commit.</summary>
internal sealed class TestSink : IRecordSink
{
    private readonly Lock _gate = new();
    private readonly List<GateRecord> _records = [];

    public volatile bool IsBroken;

    /// <summary>A batch waits for the disk, or has waited.</summary>
    public volatile bool IsCommitting;

    /// <summary>Called before a batch becomes durable.</summary>
    public Action? BeforeCommit { get; init; }

    /// <summary>A slow disk: commits wait for it.</summary>
    public Task? Slow { get; set; }

    /// <summary>Gets them too, and numbers them.</summary>
    public IRecordSink? Outbox { get; init; }

    public IReadOnlyList<GateRecord> Records
    {
        get
        {
            lock (_gate)
                return [.. _records];
        }
    }

    public IEnumerable<Screening> Screenings => Records.OfType<Screening>();

    public IEnumerable<Passage> Passages => Records.OfType<Passage>();

    public IEnumerable<GateEventType> Events => Records.OfType<GateEvent>().Select(happening => happening.Type);

    public async Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
    {
        BeforeCommit?.Invoke();
        IsCommitting = true;
        if (Slow is { } slow)
            await slow.ConfigureAwait(false);
        if (IsBroken)
            throw new OutboxUnavailableException("disk full", new IOException());
        var given = Outbox is { } outbox ? await outbox.AppendAsync(records, cancellation).ConfigureAwait(false) : null;
        lock (_gate)
        {
            var seqs = given ?? [.. Enumerable.Range(_records.Count + 1, records.Count).Select(seq => (long)seq)];
            _records.AddRange(records.Select((made, i) => made.Record with { Seq = seqs[i] }));
            return seqs;
        }
    }
}
