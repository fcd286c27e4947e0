using System.Net.Http.Json;
using System.Text.Json;
using Checkpoint.CloudIngest;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Integration.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>
/// The serving role of the cloud on a port of its own: one district of two streets. In <see cref="Own"/> stands "gate-own", in
/// <see cref="Foreign"/> "gate-foreign"; "gate-moved" came from the one to the other.
/// </summary>
internal sealed class ServingHost : IAsyncDisposable
{
    /// <summary>A street.</summary>
    public const string Own = "230103001";

    public const string OwnCommunity = "230103001001";

    /// <summary>The street beside it.</summary>
    public const string Foreign = "230103002";

    public const string ForeignCommunity = "230103002001";

    /// <summary>Screenings lie in its first hours.</summary>
    public const string Day = "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";

    public const string Password = "nine snowy gates at dawn";

    /// <summary>The webhook of the street beside.</summary>
    public const string ForeignHook = "foreign-hook";

    /// <summary>When "gate-moved" moved: two of its four screenings are from before.</summary>
    private static readonly DateTimeOffset Moved = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600 + 2).AddMilliseconds(500);

    private readonly string _folder = TestFolder.Create("serving");

    private readonly SqliteRecordStore _store;

    private readonly ServingDatabase _database;

    private int _names;

    private ServingHost(WebApplication app, SqliteRecordStore store, ServingDatabase database, string folder) =>
        (App, _store, _database, _folder) = (app, store, database, folder);

    public WebApplication App { get; }

    public HttpClient Web { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public ServingDatabase Database => _database;

    /// <summary>The file that has the records.</summary>
    public string StorePath => Path.Combine(_folder, "records.db");

    public AccountDesk Desk => App.Services.GetRequiredService<AccountDesk>();

    public static Area OwnArea => AreaOf(Own);

    public static Area AreaOf(string code) => Area.TryParse(code, out var area) ? area : throw new ArgumentException(code);

    /// <param name="web">The section of the configuration, as JSON.</param>
    public static async Task<ServingHost> StartAsync(string web = """{"url":"http://127.0.0.1:0"}""")
    {
        var folder = TestFolder.Create("serving");
        await File.WriteAllTextAsync(Path.Combine(folder, "registry.json"), RegistryFile.Format(Registry()));
        var json = $$$"""{"broker":{"host":"127.0.0.1"},"store":{"sqlite":{"path":"records.db"}},"registry":{"path":"registry.json"},"web":{{{web}}},"warnings":{"webhooks":[{{{Hook("own-hook", Own)}}},{{{Hook(ForeignHook, Foreign)}}}]},"timeZone":"UTC"}""";
        var options = CloudSettings.Parse(System.Text.Encoding.UTF8.GetBytes(json), folder, new Dictionary<string, string>(), out _)!;
        var store = SqliteRecordStore.Open(options.Store.SqlitePath!);
        await FillAsync(store);
        var database = ServingDatabase.Open(options.Serve.Path);
        var app = CloudHost.Build(options, new MqttConnectionOptions { Host = "127.0.0.1", ClientId = "none" }, store, ingests: false, database);
        Assert.Empty(app.Services.GetRequiredService<RegistryWatch>().Load());
        await app.StartAsync();
        var host = new ServingHost(app, store, database, folder);
        host.Web.BaseAddress = new Uri(app.Urls.First());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _store.DisposeAsync();
        _database.Dispose();
        Web.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new account; its name.</summary>
    public string AddAccount(Role role, Area area)
    {
        var name = $"somebody-{Interlocked.Increment(ref _names)}";
        Desk.Add(name, role, area, Password, new Actor("tests", ""));
        return name;
    }

    /// <summary>A new token; its number and the token itself.</summary>
    public (long Id, string Token) AddToken(Role role, Area area)
    {
        var token = Desk.AddToken(new NewToken($"program-{Interlocked.Increment(ref _names)}", role, area, TimeSpan.FromDays(1)), new Actor("tests", ""));
        return (App.Services.GetRequiredService<Tokens>().List(Area.Everything)[0].Id, token);
    }

    /// <summary>Signs in, without the work of verifying a password: what a browser would show from then on.</summary>
    public string Session(string name) => _database.Write(transaction => App.Services.GetRequiredService<Sessions>()
        .Start(transaction, App.Services.GetRequiredService<People>().Find(name)!));

    public static HttpRequestMessage Request(string method, string path, object? body = null) =>
        new(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };

    /// <summary>As a person's browser sends it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? session)
    {
        request.Headers.Add("X-Checkpoint", "1");
        if (session is not null)
            request.Headers.Add("Cookie", $"checkpoint={session}");
        return await AnswerAsync(request);
    }

    /// <summary>As a program sends it.</summary>
    public async Task<HttpResponseMessage> SendByTokenAsync(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new("Bearer", token);
        return await AnswerAsync(request);
    }

    /// <summary>Of a stream without end, its first event.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        var answer = await Web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            await answer.Content.LoadIntoBufferAsync();
            return answer;
        }

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var text = new System.Text.StringBuilder();
        while (await lines.ReadLineAsync().Within("an event") is { Length: > 0 } line)
            text.AppendLine(line);
        answer.Content = new StringContent(text.ToString());
        return answer;
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>To loopback, which is not allowed: nothing leaves.</summary>
    private static string Hook(string name, string area) =>
        $$"""{"name":"{{name}}","url":"https://127.0.0.1/","area":"{{area}}","secret":"{{new string('s', 32)}}"}""";

    private static GateRegistry Registry()
    {
        var name = new LocalName("名", "name");
        Street StreetOf(string code) => new(code, name, [new Community(code + "001", name), new Community(code + "002", name)]);
        Assignment At(string street, DateTimeOffset from) => new(from, new Place("230103", street, street + "001"), GateKind.Pedestrian, name);
        RegisteredGate Gate(string id, params Assignment[] assignments) => new(GateId.Parse(id), [.. assignments]);
        return new GateRegistry(
            [new District("230103", name, [StreetOf(Own), StreetOf(Foreign)])],
            [
                Gate("gate-own", At(Own, DateTimeOffset.UnixEpoch)),
                Gate("gate-foreign", At(Foreign, DateTimeOffset.UnixEpoch)),
                Gate("gate-moved", At(Foreign, DateTimeOffset.UnixEpoch), At(Own, Moved)),
            ]);
    }

    private static async Task FillAsync(SqliteRecordStore store)
    {
        Place At(string street) => new("230103", street, street + "001");
        PlacedBatch Of(string gate, string street, int first, int count) =>
            new(GateId.Parse(gate), TestGate.Stream, At(street), TestGate.Screenings(first, count));
        Assert.Null(await store.WriteAsync(
            [Of("gate-own", Own, 1, 3), Of("gate-foreign", Foreign, 1, 3), Of("gate-moved", Foreign, 1, 2), Of("gate-moved", Own, 3, 2)],
            CancellationToken.None));
    }
}
