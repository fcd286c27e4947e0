using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Store;

public sealed class SqliteScreeningPagesTests : ScreeningPagesContract, IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("sqlite");

    private SqliteRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    [Fact]
    public async Task What_gates_recorded_that_never_stood_there_is_not_looked_into()
    {
        var (place, gates) = (new Place("230103", "230103001", "230103001001"), new[] { GateId.Parse("gate-here"), GateId.Parse("gate-elsewhere") });
        var screening = SampleRecords.OfEveryKind()[1] with { Seq = 1 };
        Assert.Null(await _store.WriteAsync([.. gates.Select(gate => new PlacedBatch(gate, new StreamId(1), place, [screening]))], CancellationToken.None));
        var query = new ScreeningQuery(0, long.MaxValue, 10) { Within = new PlaceCode(PlaceLevel.District, "230103") };
        Assert.Equal(2, (await _store.ScreeningsAsync(query, CancellationToken.None)).Count);
        var found = await _store.ScreeningsAsync(query with { Elsewhere = new HashSet<GateId> { gates[1] } }, CancellationToken.None);
        Assert.Equal(gates[0], found.Single().Gate);
    }

    [Fact]
    public async Task A_search_that_nobody_waits_for_any_more_ends_in_the_middle()
    {
        var (place, normal) = (new Place("230103", "230103001", "230103001001"), (Screening)SampleRecords.OfEveryKind()[1] with { Outcome = ScreeningOutcome.Normal, FirstSeq = null });
        GateRecord[] records = [.. Enumerable.Range(1, 2_000).Select(seq => normal with { Seq = seq })];
        Assert.Null(await _store.WriteAsync([new PlacedBatch(GateId.Parse("gate-here"), new StreamId(1), place, records)], CancellationToken.None));
        using var reader = new SqliteReader($"Data Source={Path.Combine(_folder, "records.db")};Mode=ReadOnly");
        using var gone = new CancellationTokenSource();
        var query = new ScreeningQuery(0, long.MaxValue, 10) { Outcome = ScreeningOutcome.Fever };
        Assert.Empty(reader.Screenings(query, gone.Token));
        await gone.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => reader.Screenings(query, gone.Token));
        Assert.Empty(reader.Screenings(query, CancellationToken.None));
    }

    public Task InitializeAsync()
    {
        _store = SqliteRecordStore.Open(Path.Combine(_folder, "records.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
