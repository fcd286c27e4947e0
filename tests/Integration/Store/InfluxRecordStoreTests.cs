using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Store;

public sealed class InfluxRecordStoreTests(InfluxFixture influx) : RecordStoreContract, IClassFixture<InfluxFixture>, IAsyncLifetime
{
    private InfluxRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    public Task InitializeAsync()
    {
        _store = influx.Open();
        return _store.CreateDatabaseAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task One_seq_under_two_times_is_tallied_as_doubled()
    {
        var gate = NewGate();
        var first = Measured(5, 1_767_225_600_000_000);
        await _store.WriteAsync([Batch(gate, [first, first with { Time = new RecordTime(1_767_225_600_000_999, 1) }])], CancellationToken.None);
        Assert.Equal([5L], (await _store.TallyAsync(gate, SampleRecords.Stream, CancellationToken.None)).Doubled);
    }

    [Fact]
    public async Task One_seq_under_two_outcomes_is_tallied_as_doubled()
    {
        var gate = NewGate();
        var first = Measured(5, 1_767_225_600_000_000);
        await _store.WriteAsync([Batch(gate, [first, first with { Outcome = ScreeningOutcome.Fever }])], CancellationToken.None);
        Assert.Equal([5L], (await _store.TallyAsync(gate, SampleRecords.Stream, CancellationToken.None)).Doubled);
    }

    [Fact]
    public async Task A_seq_that_is_there_twice_does_not_hide_another_that_is_missing()
    {
        var gate = NewGate();
        var first = Measured(5, 1_767_225_600_000_000);
        await _store.WriteAsync([Batch(gate, [first, first with { Outcome = ScreeningOutcome.Fever }])], CancellationToken.None);
        var held = new HeldSeqs(SampleRecords.Stream, [new SeqRange(5, 6)], 0);
        Assert.Equal([new SeqRange(6, 6)], await _store.MissingAsync(gate, held, 9, CancellationToken.None));
    }

    [Fact]
    public async Task How_long_it_keeps_records_is_told_by_the_policy_that_it_writes_to()
    {
        var options = influx.Options with { Database = "keeping" };
        await using var store = new InfluxRecordStore(options);
        await store.CreateDatabaseAsync(CancellationToken.None);
        Assert.Null(await store.RetentionAsync(CancellationToken.None));
        using var client = new InfluxClient(options);
        await foreach (var _ in client.QueryAsync("CREATE RETENTION POLICY month ON keeping DURATION 30d REPLICATION 1", CancellationToken.None))
            continue;
        Assert.Null(await store.RetentionAsync(CancellationToken.None));
        await using var monthly = new InfluxRecordStore(options with { RetentionPolicy = "month" });
        Assert.Equal(TimeSpan.FromDays(30), await monthly.RetentionAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_is_read_and_gone_on_with()
    {
        var options = influx.Options with { Database = "earlier" };
        await using var store = new InfluxRecordStore(options);
        await store.CreateDatabaseAsync(CancellationToken.None);
        using (var client = new InfluxClient(options))
            Assert.Null(await client.WriteAsync(await File.ReadAllBytesAsync(Golden("records.v1.lines")), CancellationToken.None));

        await AddsUpWithAnEarlierVersionsAsync(store);
    }

    [Fact]
    public async Task Compressed_writes_are_stored()
    {
        var gate = NewGate();
        await using var compressed = new InfluxRecordStore(influx.Options with { Gzip = true });
        Assert.Null(await compressed.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None));
        Assert.Equal(49, await _store.HighestSeqAsync(gate, SampleRecords.Stream, 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_nothing_is_stored()
    {
        await using var stranger = new InfluxRecordStore(influx.Options with { Password = "wrong" });
        var fault = await stranger.WriteAsync([Batch(NewGate(), SampleRecords.OfEveryKind())], CancellationToken.None);
        Assert.Equal(StoreFaultKind.Unauthorized, fault?.Kind);
        Assert.Equal(StoreFaultKind.Unauthorized, (await stranger.ProbeAsync(CancellationToken.None))?.Kind);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named()
    {
        await using var elsewhere = new InfluxRecordStore(influx.Options with { Database = "no such" });
        var fault = await elsewhere.WriteAsync([Batch(NewGate(), SampleRecords.OfEveryKind())], CancellationToken.None);
        Assert.Equal(StoreFaultKind.NoDatabase, fault?.Kind);
        Assert.Equal(StoreFaultKind.NoDatabase, (await elsewhere.ProbeAsync(CancellationToken.None))?.Kind);
    }
}
