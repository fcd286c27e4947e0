using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checkpoint.CloudIngest.Access;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>The real cloud program in its own process, a real Mosquitto, and a registry with one gate: "gate-known".</summary>
internal sealed class CloudScenario : IAsyncDisposable
{
    public static readonly GateId Known = GateId.Parse("gate-known");

    public static readonly GateId Stranger = GateId.Parse("gate-stranger");

    private readonly string _folder = TestFolder.Create("cloud");

    private readonly Dictionary<string, string> _passwords = [];

    private readonly JsonObject _ingest;

    private readonly InfluxOptions? _influx;

    private readonly string _sqlite;

    private readonly LibMosquittoConnector _connector = new();

    private readonly List<ChildProgram> _clouds = [];

    private CloudScenario(InfluxOptions? influx, JsonObject ingest, string? sqlite, MosquittoOptions? broker)
    {
        (_influx, _ingest, _sqlite) = (influx, ingest, sqlite ?? Path.Combine(_folder, "records.db"));
        Broker = new MosquittoServer(Path.Combine(_folder, "broker"), broker);
    }

    public MosquittoServer Broker { get; }

    public ChildProgram Cloud => _clouds[0];

    public HttpClient Web { get; } = new();

    public string RegistryPath => Path.Combine(_folder, "registry.json");

    /// <param name="influx">Null: a SQLite file.</param>
    /// <param name="ingest">The section of the configuration, as JSON.</param>
    /// <param name="sqlite">The file; null for one in the scenario's folder.</param>
    public static async Task<CloudScenario> StartAsync(
        InfluxOptions? influx = null, string ingest = "{}", string? sqlite = null, MosquittoOptions? broker = null)
    {
        var scenario = new CloudScenario(influx, JsonNode.Parse(ingest)!.AsObject(), sqlite, broker);
        await scenario.Broker.StartAsync();
        await scenario.ProvisionAsync();
        scenario.Register(Known);
        scenario.Web.DefaultRequestHeaders.Authorization = new("Bearer", scenario.MakeToken(Role.Administrator, Area.Everything));
        await scenario.StartCloudAsync();
        return scenario;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cloud in _clouds)
            await cloud.DisposeAsync();
        _connector.Dispose();
        Web.Dispose();
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes the registry anew with these gates.</summary>
    public void Register(params GateId[] gates)
    {
        var sample = RegistryFile.Parse(File.ReadAllBytes(Samples.Registry), out _)!;
        var assignment = sample.Gates[GateId.Parse("haicheng-east")].Assignments;
        File.WriteAllText(
            RegistryPath, RegistryFile.Format(new GateRegistry(sample.Districts, gates.Select(gate => new RegisteredGate(gate, assignment)))));
    }

    /// <summary>Starts one more cloud; the first serves <see cref="Web"/>.</summary>
    public async Task<ChildProgram> StartCloudAsync(string role = "all")
    {
        var number = _clouds.Count;
        var urlFile = Path.Combine(_folder, $"cloud-{number}.url");
        var config = Path.Combine(_folder, $"cloud-{number}.json");
        await File.WriteAllTextAsync(config, Configuration(urlFile).ToJsonString());
        var cloud = ChildProgram.Start(
            new ChildCommand(OwnProgram.Cloud, ["run", "--config", config, "--role", role]), Path.Combine(_folder, $"cloud-{number}.log"));
        _clouds.Add(cloud);
        await Deadline.Until(() => File.Exists(urlFile) || cloud.HasExited, "the cloud listens");
        Assert.False(cloud.HasExited, cloud.ReadLogTail());
        if (number == 0)
            Web.BaseAddress = new Uri((await File.ReadAllTextAsync(urlFile)).Trim());
        var url = (await File.ReadAllTextAsync(urlFile)).Trim();
        await UntilAsync(async () => (await TryGetAsync(url + "/metrics"))?.Contains("checkpoint_broker_up 1") ?? false, "the cloud has subscribed");
        return cloud;
    }

    /// <summary>Lets a program in.</summary>
    public string MakeToken(Role role, Area area)
    {
        using var serving = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        return serving.Write(transaction => new Tokens(serving, TimeProvider.System)
            .Add(transaction, new NewToken("tests", role, area, TimeSpan.FromDays(1)), "tests"));
    }

    /// <summary>A client of the broker's that may do as the cloud may, or another user.</summary>
    public MqttConnectionOptions OptionsOf(string user, string clientId) => new()
    {
        Host = "127.0.0.1",
        Port = Broker.Port,
        ClientId = clientId,
        UserName = user,
        Password = user == BrokerAccess.CloudUserName ? File.ReadAllText(Path.Combine(_folder, "cloud.password")) : _passwords[user],
    };

    public Task<IMqttConnection> ConnectAsync(MqttConnectionOptions options) =>
        _connector.ConnectAsync(options, (in MqttMessage _) => { }, CancellationToken.None);

    public string PasswordOf(GateId gate) => _passwords[gate.Value];

    public async Task<TestGate> ConnectAsync(GateId gate)
    {
        var replies = new Replies();
        var connection = await _connector.ConnectAsync(
            new MqttConnectionOptions
            {
                Host = "127.0.0.1", Port = Broker.Port, ClientId = gate.Value, UserName = gate.Value, Password = _passwords[gate.Value],
            },
            replies.Add,
            CancellationToken.None);
        await connection.SubscribeAsync(Topics.Of(gate, TopicLeaf.Replies), MqttQos.AtLeastOnce, CancellationToken.None);
        return new TestGate(gate, connection, replies);
    }

    /// <summary>A second reader of the database, beside the cloud.</summary>
    public IRecordStore OpenStore() => _influx is null
        ? SqliteRecordStore.Open(_sqlite)
        : new InfluxRecordStore(_influx);

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await Web.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The value of one line of /metrics; 0 when it is not there.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var text = await Web.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    public static async Task UntilAsync(Func<Task<bool>> state, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline.Default);
        while (!await state())
        {
            Assert.False(deadline.IsCancellationRequested, $"not within {Deadline.Default.TotalSeconds} s: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task<string?> TryGetAsync(string url)
    {
        try
        {
            return await Web.GetStringAsync(new Uri(url));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task ProvisionAsync()
    {
        var administrator = new MqttConnectionOptions
        {
            Host = "127.0.0.1",
            Port = Broker.Port,
            ClientId = "tests-administrator",
            UserName = MosquittoServer.AdminName,
            Password = Broker.AdminPassword,
        };
        var result = await new BrokerAccess(_connector, administrator)
            .ProvisionAsync(new AccessRequest([Known, Stranger]), CancellationToken.None);
        foreach (var (gate, password) in result.GatePasswords)
            _passwords[gate.Value] = password;
        await File.WriteAllTextAsync(Path.Combine(_folder, "cloud.password"), result.CloudPassword);
    }

    private JsonObject Configuration(string urlFile) => new()
    {
        ["broker"] = new JsonObject
        {
            ["host"] = "127.0.0.1", ["port"] = Broker.Port, ["userName"] = BrokerAccess.CloudUserName, ["passwordFile"] = "cloud.password",
        },
        ["store"] = _influx is null
            ? new JsonObject { ["sqlite"] = new JsonObject { ["path"] = _sqlite } }
            : new JsonObject
            {
                ["influx"] = new JsonObject
                {
                    ["url"] = _influx.Url.AbsoluteUri,
                    ["database"] = _influx.Database,
                    ["userName"] = _influx.UserName,
                    ["password"] = _influx.Password,
                    ["timeoutMs"] = 2000,
                },
            },
        ["registry"] = new JsonObject { ["path"] = "registry.json" },
        ["ingest"] = _ingest.DeepClone(),
        ["web"] = new JsonObject { ["url"] = "http://127.0.0.1:0", ["urlFile"] = urlFile },
        ["timeZone"] = "UTC",
    };
}
