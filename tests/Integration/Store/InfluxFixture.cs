using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Checkpoint.CloudIngest.Store.Influx;

namespace Checkpoint.Tests.Integration.Store;

/// <summary>A real InfluxDB on loopback, authentication on, with a data folder of its own.</summary>
public sealed class InfluxFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-influx-").FullName;

    private Process? _process;

    public InfluxOptions Options { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (http, rpc) = (FreePort(), FreePort());
        var config = Path.Combine(_folder, "influxdb.conf");
        await File.WriteAllTextAsync(config, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{rpc}"
            [meta]
            dir = "{_folder}/meta"
            [data]
            dir = "{_folder}/data"
            wal-dir = "{_folder}/wal"
            query-log-enabled = false
            [http]
            bind-address = "127.0.0.1:{http}"
            auth-enabled = true
            log-enabled = false
            [monitor]
            store-enabled = false
            """);
        _process = Process.Start(new ProcessStartInfo("influxd", ["-config", config]) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Options = new InfluxOptions
        {
            Url = new Uri($"http://127.0.0.1:{http}/"), Database = "checkpoint", UserName = "cloud", Password = "secret",
        };
        using var client = new HttpClient();
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                var url = new Uri(Options.Url, "query?q=" + Uri.EscapeDataString("CREATE USER cloud WITH PASSWORD 'secret' WITH ALL PRIVILEGES"));
                (await client.PostAsync(url, null)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(50);
            }
        }
    }

    public async Task DisposeAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public InfluxRecordStore Open() => new(Options);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
