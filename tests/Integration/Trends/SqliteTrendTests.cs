using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;

namespace Checkpoint.Tests.Integration.Trends;

public sealed class SqliteTrendTests : TrendStoreContract, IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("trend-sqlite");

    private SqliteRecordStore _store = null!;

    protected override IRecordStore Store => _store;

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
