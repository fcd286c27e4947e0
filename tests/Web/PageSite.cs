using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Web.District;

namespace Checkpoint.Tests.Web;

/// <summary>
/// A real broker and the real cloud program, on loopback, with the records that the district's gates would have made by now.
/// Its time zone is one in which it is early afternoon, so that what a page shows of today does not depend on the hour of the test.
/// </summary>
internal sealed class PageSite : IAsyncDisposable
{
    public const string Administrator = "chen";

    /// <summary>Of every account but the administrator's.</summary>
    public const string Password = "nine snowy gates at dawn";

    private const int Afternoon = 14;

    private readonly Dictionary<string, string> _passwords = [];

    private PageSite(string folder)
    {
        Folder = folder;
        Broker = new MosquittoServer(Path.Combine(folder, "broker"));
        Cloud = new CloudServer(Path.Combine(folder, "cloud"), ConfigurationFile);
    }

    public string Folder { get; }

    public MosquittoServer Broker { get; }

    public CloudServer Cloud { get; }

    public Uri Url => Cloud.Url;

    public static TimeZoneInfo Zone { get; } = ZoneOf(DateTimeOffset.UtcNow);

    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).DateTime);

    private string ConfigurationFile => Path.Combine(Folder, "cloud.json");

    private string CredentialsFolder => Path.Combine(Folder, "credentials");

    /// <param name="gates">Whose records there are.</param>
    /// <param name="days">How many, before today.</param>
    public static async Task<PageSite> StartAsync(string name, GateRegistry registry, IEnumerable<DistrictGate> gates, int days, TimeSpan silentAfter)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var site = new PageSite(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "registry.json"), RegistryFile.Format(registry));
        await site.FillAsync(gates, days);
        await site.Broker.StartAsync();
        await File.WriteAllTextAsync(site.ConfigurationFile, site.Configuration(silentAfter).ToJsonString());
        await CloudCommand.RunAsync(
            folder, "access.log", "access", "--config", site.ConfigurationFile, "--admin", MosquittoServer.AdminName,
            "--admin-password", site.Broker.AdminPasswordFile, "--out", site.CredentialsFolder);
        await site.AddAdministratorAsync();
        await site.Cloud.StartAsync();
        return site;
    }

    public string PasswordFileOf(string gate) => Path.Combine(CredentialsFolder, $"{gate}.password");

    public string PasswordOf(string account) => account == Administrator ? _passwords[account] : Password;

    /// <summary>A person's own way to the API, signed in.</summary>
    public async Task<HttpClient> SignInAsync(string account)
    {
        var client = new HttpClient(new HttpClientHandler()) { BaseAddress = Url };
        client.DefaultRequestHeaders.Add("X-Checkpoint", "1");
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { name = account, password = PasswordOf(account) });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return client;
    }

    public async Task AddAccountAsync(string name, string role, string area)
    {
        using var client = await SignInAsync(Administrator);
        using var answer = await client.PostAsJsonAsync("/api/v1/accounts", new { name, role, area, password = Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <returns>Its id.</returns>
    public static async Task<long> ExcludeAsync(HttpClient technician, string gate, DateTimeOffset from, DateTimeOffset to, string reason) =>
        (await PostAsync(technician, "/api/v1/exclusions", new { gate, from, to, reason })).GetProperty("id").GetInt64();

    public static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Of the gates' clocks.</summary>
    /// <param name="back">Days before today.</param>
    public static DateTimeOffset Moment(int back, int hour)
    {
        var local = Today.AddDays(-back).ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await Broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Signs: POSIX's, so that Etc/GMT-8 is eight hours ahead.</summary>
    private static TimeZoneInfo ZoneOf(DateTimeOffset now)
    {
        var ahead = Afternoon - now.UtcDateTime.Hour;
        return TimeZoneInfo.FindSystemTimeZoneById(ahead == 0 ? "Etc/GMT" : $"Etc/GMT{(ahead > 0 ? "-" : "+")}{Math.Abs(ahead)}");
    }

    /// <summary>Records that come beside those of the running service.</summary>
    public async Task AddAsync(PlacedBatch batch)
    {
        await using var store = OpenStore();
        Assert.Null(await store.WriteAsync([batch], CancellationToken.None));
    }

    private SqliteRecordStore OpenStore() => SqliteRecordStore.Open(Path.Combine(Folder, "records.db"));

    private async Task FillAsync(IEnumerable<DistrictGate> gates, int days)
    {
        await using var store = OpenStore();
        var now = DateTimeOffset.UtcNow;
        foreach (var batches in gates.SelectMany(gate => DistrictHistory.Of(gate, days, now, Zone)).Chunk(100))
            Assert.Null(await store.WriteAsync(batches, CancellationToken.None));
    }

    private async Task AddAdministratorAsync()
    {
        var file = Path.Combine(Folder, "administrator.password");
        await CloudCommand.RunAsync(
            Folder, "accounts.log", "accounts", "add", "--config", ConfigurationFile, "--name", Administrator, "--role", "administrator", "--area", "all",
            "--out", file);
        _passwords[Administrator] = (await File.ReadAllTextAsync(file)).Trim();
    }

    private JsonObject Configuration(TimeSpan silentAfter) => new()
    {
        ["broker"] = new JsonObject
        {
            ["host"] = "127.0.0.1", ["port"] = Broker.Port, ["userName"] = "cloud", ["passwordFile"] = Path.Combine(CredentialsFolder, "cloud.password"),
        },
        ["store"] = new JsonObject { ["sqlite"] = new JsonObject { ["path"] = "records.db" } },
        ["registry"] = new JsonObject { ["path"] = "registry.json" },
        ["web"] = new JsonObject { ["silentAfterS"] = (int)silentAfter.TotalSeconds },
        ["timeZone"] = Zone.Id,
    };
}
