using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Finds which records of a batch the database refuses, so that the others need not wait with them. It does not say which it has
/// dropped; but what is written again stays as it is, so that parts of the batch are written until those are small that it refuses:
/// kinds apart first, since a conflict about a field's type is about one kind, then halves.
/// </summary>
internal sealed class RecordSieve(Func<PlacedBatch, Task<StoreFault?>> write)
{
    /// <summary>
    /// Writes for one batch: five kinds, and one record among 500 of a kind. Refused records that it takes more to find are left
    /// with those beside them, and found when their gate sends them again.
    /// </summary>
    private const int MostWrites = 32;

    private readonly List<SeqRange> _stored = [];
    private readonly List<SeqRange> _refused = [];

    /// <summary>The database has them.</summary>
    public List<SeqRange> Stored => SeqRanges.Union(_stored);

    /// <summary>It refuses them, or was not asked about them alone.</summary>
    public List<SeqRange> Refused => SeqRanges.Union(_refused);

    /// <summary>Why the smallest part was refused that was.</summary>
    public StoreFault? Fault { get; private set; }

    /// <summary>The database does not take anything any more: what is refused then says nothing of the records.</summary>
    public StoreFault? Outage { get; private set; }

    /// <param name="batch">Refused as a whole.</param>
    public async Task RunAsync(ArrivedBatch batch, StoreFault fault)
    {
        Fault = fault;
        var parts = new Stack<PlacedBatch>(Kinds(batch).Reverse());
        if (parts.Count == 1)
            Split(parts.Pop(), parts);
        for (var left = MostWrites; parts.TryPop(out var part); left--)
        {
            if (left <= 0 || Outage is not null)
                _refused.AddRange(SeqsOf(part));
            else
                await TryAsync(part, parts);
        }
    }

    private static IEnumerable<PlacedBatch> Kinds(ArrivedBatch batch) =>
        from placed in batch.Placed
        from kind in placed.Records.GroupBy(Measurements.Of)
        select placed with { Records = kind.ToArray() };

    private static List<SeqRange> SeqsOf(PlacedBatch part) => SeqRange.Cover(part.Records.Select(record => record.Seq));

    private async Task TryAsync(PlacedBatch part, Stack<PlacedBatch> parts)
    {
        if (await write(part) is not { } fault)
        {
            _stored.AddRange(SeqsOf(part));
        }
        else if (fault.IsAboutContent)
        {
            Fault = fault;
            Split(part, parts);
        }
        else
        {
            Outage = fault;
            _refused.AddRange(SeqsOf(part));
        }
    }

    private void Split(PlacedBatch part, Stack<PlacedBatch> parts)
    {
        if (part.Records.Count == 1)
        {
            _refused.AddRange(SeqsOf(part));
            return;
        }

        var half = part.Records.Count / 2;
        parts.Push(part with { Records = [.. part.Records.Skip(half)] });
        parts.Push(part with { Records = [.. part.Records.Take(half)] });
    }
}
