using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Ingest;

public sealed class RecordSieveTests
{
    private static readonly StoreFault Partial = new(StoreFaultKind.PartialWrite, "400 partial write");

    private readonly List<int> _writes = [];

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(500)]
    public async Task One_record_that_is_refused_is_found_among_500_and_all_others_are_stored(long bad)
    {
        var sieve = await SiftAsync(Batch(500), seq => seq == bad);
        Assert.Equal([new SeqRange(bad, bad)], sieve.Refused);
        Assert.Equal(499, SeqRanges.Count(sieve.Stored));
        Assert.InRange(_writes.Count, 1, 20);
    }

    [Fact]
    public async Task A_kind_that_is_refused_leaves_the_other_kinds_be()
    {
        GateRecord[] records =
        [
            .. Enumerable.Range(1, 200).Select(seq => (GateRecord)(seq % 10 == 0 ? Make.Event(GateEventType.DoorOpened) : Make.Screening()) with { Seq = seq }),
        ];
        var sieve = await SiftAsync(Batch(records), seq => seq % 10 == 0);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => 10L * i), sieve.Refused.Select(range => range.First));
        Assert.Equal(180, SeqRanges.Count(sieve.Stored));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(500)]
    public async Task However_many_are_refused_so_many_writes_are_made_and_no_more_and_each_record_is_answered_for_once(int bad)
    {
        var sieve = await SiftAsync(Batch(500), seq => seq % (500 / bad) == 0);
        Assert.InRange(_writes.Count, 1, 32);
        Assert.All(Enumerable.Range(1, bad).Select(i => (long)i * (500 / bad)), seq => Assert.Contains(sieve.Refused, range => range.Contains(seq)));
        Assert.Equal(500, SeqRanges.Count(sieve.Refused) + SeqRanges.Count(sieve.Stored));
        Assert.Equal([new SeqRange(1, 500)], SeqRanges.Union([.. sieve.Refused, .. sieve.Stored]));
    }

    [Fact]
    public async Task A_record_alone_is_not_written_again()
    {
        var sieve = await SiftAsync(Batch(1), _ => true);
        Assert.Equal([new SeqRange(1, 1)], sieve.Refused);
        Assert.Empty(_writes);
    }

    [Fact]
    public async Task A_database_that_goes_away_meanwhile_is_asked_no_more_and_told_apart()
    {
        var down = new StoreFault(StoreFaultKind.Unreachable, "connection refused");
        var sieve = new RecordSieve(part =>
        {
            _writes.Add(part.Records.Count);
            return Task.FromResult(_writes.Count == 1 ? null : down);
        });
        await sieve.RunAsync(Batch(100), Partial);
        Assert.Equal((down, 2), (sieve.Outage, _writes.Count));
        Assert.Equal([new SeqRange(1, 50)], sieve.Stored);
        Assert.Equal([new SeqRange(51, 100)], sieve.Refused);
    }

    private static ArrivedBatch Batch(int count) =>
        Batch([.. Enumerable.Range(1, count).Select(seq => Make.Screening() with { Seq = seq })]);

    private static ArrivedBatch Batch(GateRecord[] records)
    {
        var (gate, stream) = (GateId.Parse("gate-01"), new StreamId(7));
        return new ArrivedBatch(gate, stream, [new PlacedBatch(gate, stream, new Place("1", "2", "3"), records)], records.Length, 1, 0);
    }

    private async Task<RecordSieve> SiftAsync(ArrivedBatch batch, Func<long, bool> refuses)
    {
        var sieve = new RecordSieve(part =>
        {
            _writes.Add(part.Records.Count);
            return Task.FromResult(part.Records.Any(record => refuses(record.Seq)) ? Partial : null);
        });
        await sieve.RunAsync(batch, Partial);
        return sieve;
    }
}
