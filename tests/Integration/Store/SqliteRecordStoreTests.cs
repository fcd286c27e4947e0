using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Store;

public sealed class SqliteRecordStoreTests : RecordStoreContract, IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("sqlite");

    private SqliteRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    private string File => Path.Combine(_folder, "records.db");

    public Task InitializeAsync()
    {
        _store = SqliteRecordStore.Open(File);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Records_outlive_the_store_that_wrote_them()
    {
        var gate = NewGate();
        await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None);
        await _store.DisposeAsync();
        _store = SqliteRecordStore.Open(File);
        Assert.Equal(49, await _store.HighestSeqAsync(gate, SampleRecords.Stream, 0, CancellationToken.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_of_an_earlier_version_is_read_and_gone_on_with(int version)
    {
        await MakeEarlierFileAsync(version);
        _store = SqliteRecordStore.Open(File);
        await AddsUpWithAnEarlierVersionsAsync(_store);
        await _store.DisposeAsync();
        _store = SqliteRecordStore.Open(File);
        Assert.Equal(3L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_file_that_can_not_be_brought_over_stays_as_it_was_until_it_can()
    {
        await MakeEarlierFileAsync(1);
        Execute("UPDATE record SET body = replace(body, '\"b366\"', '\"b999\"') WHERE measurement = 'gate_summary'");
        Assert.Throws<StoreException>(() => SqliteRecordStore.Open(File));
        Assert.Equal((1L, 0L), (Execute("PRAGMA user_version"), Execute("SELECT count(*) FROM sqlite_schema WHERE name = 'summary_sum'")));
        Execute("UPDATE record SET body = replace(body, '\"b999\"', '\"b366\"')");
        _store = SqliteRecordStore.Open(File);
        await AddsUpWithAnEarlierVersionsAsync(_store);
    }

    [Fact]
    public async Task A_program_that_does_not_count_summaries_can_not_write_past_the_count()
    {
        await _store.WriteAsync([Batch(NewGate(), SampleRecords.OfEveryKind())], CancellationToken.None);
        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(
            () => Execute("INSERT INTO record SELECT source, seq + 1000, place, measurement, time_ns, body FROM record"));
        Assert.Contains("sums_of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused()
    {
        Execute("PRAGMA user_version = 4");
        Assert.Equal(StoreFaultKind.Refused, Assert.Throws<StoreException>(() => SqliteRecordStore.Open(File)).Fault.Kind);
    }

    [Fact]
    public async Task A_write_while_another_process_holds_the_file_says_locked_and_leaves_nothing_behind()
    {
        var gate = NewGate();
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            var fault = await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None);
            Assert.Equal(StoreFaultKind.Locked, fault?.Kind);
        }

        Assert.Null(await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None));
        Assert.Equal(9, (await _store.TallyAsync(gate, SampleRecords.Stream, CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_file_deleted_while_open_takes_nothing_more_until_it_is_back(string suffix)
    {
        var gate = NewGate();
        Assert.Null(await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None));
        System.IO.File.Move(File + suffix, File + ".away");

        Assert.Equal(StoreFaultKind.Disk, (await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None))?.Kind);
        Assert.Equal(StoreFaultKind.Disk, (await _store.ProbeAsync(CancellationToken.None))?.Kind);
        System.IO.File.Move(File + ".away", File + suffix);
        Assert.Null(await _store.WriteAsync([Batch(gate, SampleRecords.OfEveryKind())], CancellationToken.None));
        Assert.Null(await _store.ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        var path = Path.Combine(_folder, "letter.db");
        System.IO.File.WriteAllText(path, new string('x', 8192));
        var exception = Assert.Throws<StoreException>(() => SqliteRecordStore.Open(path));
        Assert.Equal(StoreFaultKind.Unreadable, exception.Fault.Kind);
        Assert.Equal(new string('x', 8192), System.IO.File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        Assert.Equal(
            StoreFaultKind.Unreachable,
            Assert.Throws<StoreException>(() => SqliteRecordStore.Open(Path.Combine(_folder, "no", "records.db"))).Fault.Kind);

    /// <summary>As another program would, which knows of none of the store's own functions.</summary>
    private object? Execute(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task MakeEarlierFileAsync(int version)
    {
        await _store.DisposeAsync();
        foreach (var file in Directory.GetFiles(_folder))
            System.IO.File.Delete(file);
        Execute(await System.IO.File.ReadAllTextAsync(Golden($"records.v{version}.sql")));
    }
}
