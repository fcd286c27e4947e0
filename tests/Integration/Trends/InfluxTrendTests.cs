using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Tests.Integration.Store;

namespace Checkpoint.Tests.Integration.Trends;

public sealed class InfluxTrendTests(InfluxFixture influx) : TrendStoreContract, IClassFixture<InfluxFixture>, IAsyncLifetime
{
    private InfluxRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    public Task InitializeAsync()
    {
        _store = influx.Open();
        return _store.CreateDatabaseAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();
}
