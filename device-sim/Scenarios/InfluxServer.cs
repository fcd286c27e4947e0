using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>InfluxDB 1.x on loopback, with authentication, one administrator and one database.</summary>
public sealed class InfluxServer : LoopbackServer
{
    public const string AdminName = "admin";

    public InfluxServer(string folder, string database = "checkpoint")
        : base(folder) => Database = database;

    public string Database { get; }

    /// <summary>From the next start on.</summary>
    public InfluxLimits Limits { get; set; } = new() { MaxSeriesPerDatabase = 1_000_000, MaxValuesPerTag = 100_000 };

    public Uri Url => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>Random, made with the folder and kept in it; readable by its owner only.</summary>
    public string AdminPassword { get; private set; } = "";

    protected override string Name => "influxd";

    private string ConfigurationFile => Path.Combine(Folder, "influxdb.conf");

    private string PasswordFile => Path.Combine(Folder, "admin.password");

    protected override ChildCommand Prepare()
    {
        string program = DebianProgram.Find("influxd", "influxdb");
        if (!File.Exists(PasswordFile))
            PrivateFile.Write(PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true));
        AdminPassword = File.ReadAllText(PasswordFile);
        int backupPort = LoopbackPort.Pick(); // it cannot be told not to listen for backups
        File.WriteAllText(ConfigurationFile, InfluxConfiguration.Write(Folder, Port, backupPort, Limits));
        return new ChildCommand(program, ["-config", ConfigurationFile]);
    }

    protected override async Task<bool> IsServingAsync(CancellationToken cancellation)
    {
        using HttpClient client = CreateClient();
        try
        {
            using HttpResponseMessage answer = await client.GetAsync("ping", cancellation).ConfigureAwait(false);
            return IsRunning && answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The first user can be made by anyone, and must be an administrator; from then on nobody is let in unknown.</summary>
    protected override async Task InitialiseAsync(CancellationToken cancellation)
    {
        using HttpClient client = CreateClient();
        if (await QueryAsync(client, "SHOW DATABASES", cancellation).ConfigureAwait(false) != HttpStatusCode.OK)
        {
            string create = $"CREATE USER \"{AdminName}\" WITH PASSWORD '{AdminPassword}' WITH ALL PRIVILEGES";
            await RequireAsync(client, create, cancellation).ConfigureAwait(false);
        }
        await RequireAsync(client, $"CREATE DATABASE \"{Database}\"", cancellation).ConfigureAwait(false);
    }

    private async Task RequireAsync(HttpClient client, string query, CancellationToken cancellation)
    {
        HttpStatusCode status = await QueryAsync(client, query, cancellation).ConfigureAwait(false);
        if (status != HttpStatusCode.OK)
            throw new InvalidOperationException($"{Name} answered {(int)status} to {query.Split(" WITH ")[0]}");
    }

    private static async Task<HttpStatusCode> QueryAsync(HttpClient client, string query, CancellationToken cancellation)
    {
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("q", query)]);
        using HttpResponseMessage answer = await client.PostAsync("query", body, cancellation).ConfigureAwait(false);
        return answer.StatusCode;
    }

    private HttpClient CreateClient()
    {
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AdminName}:{AdminPassword}"));
        return new HttpClient
        {
            BaseAddress = Url,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
        };
    }
}
