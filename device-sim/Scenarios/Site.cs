using System.Text.Json.Nodes;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// A whole site on this machine: its own broker, its own database, the cloud, all real and on loopback, with credentials
/// for its gates. Gates are added by whoever needs them. Each part can be killed and started again.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    private readonly SiteOptions _options;

    private Site(SiteOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Folder);
        Broker = new MosquittoServer(Path.Combine(options.Folder, "broker"), new MosquittoOptions { ListensEverywhere = options.BrokerListensEverywhere });
        Database = options.Store == SiteStore.Influx ? new InfluxServer(Path.Combine(options.Folder, "influxdb")) : null;
        Cloud = new CloudServer(Path.Combine(options.Folder, "cloud"), CloudConfiguration) { Role = options.CloudRole };
    }

    public MosquittoServer Broker { get; }

    /// <summary>Null with the embedded store.</summary>
    public InfluxServer? Database { get; }

    public FaultProxy? Proxy { get; private set; }

    public CloudServer Cloud { get; }

    public string CloudConfiguration => Path.Combine(_options.Folder, "cloud.json");

    /// <summary>The cloud's registry; the cloud notices when it changes.</summary>
    public string RegistryFile => InFolder("registry.json");

    private string CredentialsFolder => Path.Combine(_options.Folder, "credentials");

    /// <summary>Starts broker, database and cloud, in this order, and lets the gates in.</summary>
    public static async Task<Site> StartAsync(SiteOptions options, CancellationToken cancellation)
    {
        var site = new Site(options);
        try
        {
            await site.StartAsync(cancellation).ConfigureAwait(false);
            return site;
        }
        catch
        {
            await site.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From now on the registry knows these gates and no others.</summary>
    public void Register(IEnumerable<SiteGate> gates)
    {
        File.WriteAllText(RegistryFile + ".new", SiteRegistry.Write(_options.District, gates));
        File.Move(RegistryFile + ".new", RegistryFile, overwrite: true);
    }

    /// <summary>File with a gate's password at the broker.</summary>
    public string PasswordFileOf(GateId gate) => Path.Combine(CredentialsFolder, $"{gate}.password");

    /// <summary>Lets a person sign in who may see and do everything; the password.</summary>
    public async Task<string> AddAdministratorAsync(string name)
    {
        var file = InFolder($"{name}.password");
        await CloudCommand.RunAsync(
            _options.Folder, "accounts.log", "accounts", "add", "--config", CloudConfiguration, "--name", name, "--role", "administrator",
            "--area", "all", "--out", file).ConfigureAwait(false);
        return (await File.ReadAllTextAsync(file).ConfigureAwait(false)).Trim();
    }

    /// <summary>Makes a token that may ask the cloud's API everything; a file with it.</summary>
    public async Task<string> MakeTokenAsync(string name)
    {
        var file = InFolder($"{name}.token");
        await CloudCommand.RunAsync(
            _options.Folder, "tokens.log", "tokens", "add", "--config", CloudConfiguration, "--name", name, "--role", "administrator",
            "--area", "all", "--days", "30", "--out", file).ConfigureAwait(false);
        return file;
    }

    /// <summary>What the database has of each stream: lines of <c>checkpoint-cloud ledger --json</c>.</summary>
    public async Task<IEnumerable<string>> ReadLedgerAsync() =>
        File.ReadLines(await CloudCommand.LedgerAsync(_options.Folder, CloudConfiguration).ConfigureAwait(false));

    /// <summary>Starts the cloud anew, to do everything.</summary>
    public async Task ServeAllAsync(CancellationToken cancellation)
    {
        await Cloud.StopAsync().ConfigureAwait(false);
        Cloud.Role = "all";
        await Cloud.StartAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync().ConfigureAwait(false);
        if (Proxy is not null)
            await Proxy.DisposeAsync().ConfigureAwait(false);
        if (Database is not null)
            await Database.DisposeAsync().ConfigureAwait(false);
        await Broker.DisposeAsync().ConfigureAwait(false);
    }

    private string InFolder(string name) => Path.Combine(_options.Folder, name);

    private async Task StartAsync(CancellationToken cancellation)
    {
        await Broker.StartAsync(cancellation).ConfigureAwait(false);
        if (Database is not null)
            await Database.StartAsync(cancellation).ConfigureAwait(false);
        if (Database is not null && _options.Proxy is not null)
            Proxy = FaultProxy.Start(Database.Url, _options.Proxy);
        Register(_options.Gates);
        await File.WriteAllTextAsync(CloudConfiguration, Configuration().ToJsonString(), cancellation).ConfigureAwait(false);
        await CloudCommand.RunAsync(
            _options.Folder, "access.log", "access", "--config", CloudConfiguration, "--admin", MosquittoServer.AdminName,
            "--admin-password", Broker.AdminPasswordFile, "--out", CredentialsFolder).ConfigureAwait(false);
        await Cloud.StartAsync(cancellation).ConfigureAwait(false);
    }

    private JsonObject Configuration()
    {
        var settings = _options.CloudSettings?.DeepClone().AsObject() ?? [];
        settings["broker"] = new JsonObject
        {
            ["host"] = "127.0.0.1",
            ["port"] = Broker.Port,
            ["userName"] = "cloud",
            ["passwordFile"] = Path.Combine(CredentialsFolder, "cloud.password"),
        };
        settings["store"] = Store();
        settings["registry"] = new JsonObject { ["path"] = RegistryFile };
        return settings;
    }

    private JsonObject Store() => Database is null
        ? new JsonObject { ["sqlite"] = new JsonObject { ["path"] = InFolder("store.sqlite") } }
        : new JsonObject
        {
            ["influx"] = new JsonObject
            {
                ["url"] = Proxy is null ? Database.Url.AbsoluteUri : $"http://127.0.0.1:{Proxy.Port}/",
                ["database"] = Database.Database,
                ["userName"] = InfluxServer.AdminName,
                ["password"] = Database.AdminPassword,
                ["timeoutMs"] = 2000,
            },
        };
}
