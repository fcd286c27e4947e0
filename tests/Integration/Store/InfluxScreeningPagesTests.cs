using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;

namespace Checkpoint.Tests.Integration.Store;

public sealed class InfluxScreeningPagesTests : ScreeningPagesContract, IAsyncLifetime
{
    // Of each test its own: what is asked for is not always one gate.
    private readonly InfluxFixture _influx = new();

    private InfluxRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    public async Task InitializeAsync()
    {
        await _influx.InitializeAsync();
        _store = _influx.Open();
        await _store.CreateDatabaseAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _influx.DisposeAsync();
    }
}
