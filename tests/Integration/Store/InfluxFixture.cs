using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Store;

/// <summary>A real InfluxDB on loopback, authentication on, with a data folder of its own.</summary>
public sealed class InfluxFixture : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create("influx");

    public InfluxFixture() => Server = new InfluxServer(_folder);

    public InfluxServer Server { get; }

    public InfluxOptions Options => new()
    {
        Url = Server.Url, Database = Server.Database, UserName = InfluxServer.AdminName, Password = Server.AdminPassword,
    };

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public InfluxRecordStore Open() => new(Options);
}
