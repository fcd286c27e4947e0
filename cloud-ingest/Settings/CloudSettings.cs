using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>
/// The configuration: a JSON file, over which environment variables are laid (<c>CHECKPOINT_STORE__INFLUX__URL</c> is
/// <c>store.influx.url</c>). Paths are relative to the file's folder. checkpoint-cloud.sample.json shows every key.
/// </summary>
public static class CloudSettings
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    /// <summary>Null and all faults, each by its key, for anything that is not a configuration. Touches no network.</summary>
    /// <param name="folder">What paths are relative to.</param>
    public static CloudOptions? Parse(
        ReadOnlyMemory<byte> utf8, string folder, IReadOnlyDictionary<string, string> environment, out IReadOnlyList<KeyFault> faults)
    {
        var found = new List<KeyFault>();
        faults = found;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var root = new JsonFields(document.RootElement, "", found, new EnvironmentOverlay(environment));
            var store = ReadStore(root.Child("store"), folder);
            var reports = ReadReports(root.Child("reports"));
            var options = new CloudOptions
            {
                Broker = ReadBroker(root.Child("broker"), folder),
                Store = store,
                RegistryPath = ReadRegistry(root.Child("registry"), folder),
                Ingest = ReadIngest(root.Child("ingest")),
                Web = ReadWeb(root.Child("web"), folder),
                Serve = ReadServe(root.Child("serve"), folder, store),
                Reports = reports,
                Warnings = WarningFields.Read(root.Child("warnings"), reports.IssueAt, folder),
                TimeZone = ReadTimeZone(root),
            };
            root.Finish();
            return found.Count == 0 ? options : null;
        }
        catch (JsonException exception)
        {
            found.Add(new KeyFault("file", $"is not JSON: {exception.Message}"));
            return null;
        }
    }

    private static BrokerOptions ReadBroker(JsonFields fields, string folder)
    {
        var connection = new MqttConnectionOptions
        {
            Host = fields.RequiredText("host"),
            Port = (int)fields.Integer("port", 1883, 1, 65535),
            ClientId = fields.Text("clientId") ?? $"checkpoint-cloud-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            UserName = fields.Text("userName"),
            Password = fields.Text("password"),
            KeepAlive = TimeSpan.FromSeconds(fields.Integer("keepAliveS", 30, 5, 3600)),
            Tls = fields.Has("tls") ? ReadTls(fields.Child("tls"), folder) : null,
        };
        var passwordFile = ReadPath(fields, "passwordFile", folder);
        OneOf(fields, "password", "passwordFile");
        fields.Finish();
        return new BrokerOptions(connection, passwordFile);
    }

    private static MqttTlsOptions ReadTls(JsonFields fields, string folder)
    {
        fields.RequiredText("caFile");
        var tls = new MqttTlsOptions
        {
            CaFile = ReadPath(fields, "caFile", folder) ?? "",
            CertificateFile = ReadPath(fields, "certificateFile", folder),
            KeyFile = ReadPath(fields, "keyFile", folder),
        };
        if (tls.CertificateFile is null != tls.KeyFile is null)
            fields.Fault(tls.KeyFile is null ? "keyFile" : "certificateFile", "is missing: certificateFile and keyFile go together");
        fields.Finish();
        return tls;
    }

    private static StoreOptions ReadStore(JsonFields fields, string folder)
    {
        if (fields.Has("sqlite") == fields.Has("influx"))
            fields.Fault("", "must hold exactly one of sqlite, influx");
        var options = new StoreOptions(
            fields.Has("sqlite") ? ReadSqlite(fields.Child("sqlite"), folder) : null,
            fields.Has("influx") ? ReadInflux(fields.Child("influx"), folder) : null);
        fields.Finish();
        return options;
    }

    private static string ReadSqlite(JsonFields fields, string folder)
    {
        fields.RequiredText("path");
        var path = ReadPath(fields, "path", folder) ?? "";
        fields.Finish();
        return path;
    }

    private static InfluxStoreOptions ReadInflux(JsonFields fields, string folder)
    {
        var connection = new InfluxOptions
        {
            Url = ReadUrl(fields, "url", null),
            Database = fields.RequiredText("database"),
            RetentionPolicy = fields.Text("retentionPolicy"),
            UserName = fields.Text("userName"),
            Password = fields.Text("password"),
            Token = fields.Text("token"),
            Gzip = fields.Flag("gzip", false),
            Timeout = fields.Milliseconds("timeoutMs", 10_000, 100, 60_000),
        };
        var options = new InfluxStoreOptions(
            connection,
            ReadPath(fields, "passwordFile", folder),
            ReadPath(fields, "tokenFile", folder),
            fields.Flag("createDatabase", false));
        OneOf(fields, "password", "passwordFile");
        OneOf(fields, "token", "tokenFile");
        OneOf(fields, "userName", "token");
        OneOf(fields, "userName", "tokenFile");
        fields.Finish();
        return options;
    }

    private static string ReadRegistry(JsonFields fields, string folder)
    {
        fields.RequiredText("path");
        var path = ReadPath(fields, "path", folder) ?? "";
        fields.Finish();
        return path;
    }

    private static IngestOptions ReadIngest(JsonFields fields)
    {
        var defaults = new IngestOptions();
        var options = new IngestOptions
        {
            MaxQueuedRecords = (int)fields.Integer("maxQueuedRecords", defaults.MaxQueuedRecords, 500, 1_000_000),
            MaxQueuedBytes = (int)fields.Integer("maxQueuedBytes", defaults.MaxQueuedBytes, 65_536, 1 << 30),
            MaxRecordsPerWrite = (int)fields.Integer("maxRecordsPerWrite", defaults.MaxRecordsPerWrite, 1, 50_000),
            Writers = (int)fields.Integer("writers", defaults.Writers, 1, 8),
            WriteLinger = fields.Milliseconds("writeLingerMs", (int)defaults.WriteLinger.TotalMilliseconds, 0, 200),
            HoldTime = fields.Milliseconds("holdTimeMs", (int)defaults.HoldTime.TotalMilliseconds, 0, 25_000),
            BusyRetryAfter = fields.Milliseconds("busyRetryAfterMs", (int)defaults.BusyRetryAfter.TotalMilliseconds, 100, 600_000),
            UnknownRetryAfter = fields.Milliseconds("unknownRetryAfterMs", (int)defaults.UnknownRetryAfter.TotalMilliseconds, 100, 600_000),
            ShareGroup = fields.Text("shareGroup", defaults.ShareGroup)!,
            SubscribeQos = (MqttQos)fields.Integer("subscribeQos", (int)defaults.SubscribeQos, 0, 1),
        };
        if (options.ShareGroup.Length == 0 || options.ShareGroup.AsSpan().ContainsAny("/+#"))
            fields.Fault("shareGroup", "must not be empty nor contain '/', '+' or '#'");
        fields.Finish();
        return options;
    }

    private static WebOptions ReadWeb(JsonFields fields, string folder)
    {
        var options = new WebOptions(
            ReadUrl(fields, "url", "http://127.0.0.1:8080"),
            ReadPath(fields, "urlFile", folder),
            [.. fields.Texts("proxies", "127.0.0.1", "::1").Select(text => ReadAddress(fields, "proxies", text))],
            fields.Flag("openMetrics", false),
            TimeSpan.FromSeconds(fields.Integer("silentAfterS", 600, 1, 86_400)));
        fields.Finish();
        return options;
    }

    private static IPAddress ReadAddress(JsonFields fields, string key, string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return address;
        fields.Fault(key, $"must be IP addresses, has '{text}'");
        return IPAddress.None;
    }

    /// <summary>Beside the embedded store, which lies where this program may write; else beside the configuration.</summary>
    private static ServeOptions ReadServe(JsonFields fields, string folder, StoreOptions store)
    {
        var beside = Path.GetDirectoryName(store.SqlitePath) ?? folder;
        var options = new ServeOptions(
            ReadPath(fields, "path", folder) ?? Path.Combine(beside, "serve.db"),
            TimeSpan.FromDays(fields.Integer("auditDays", 1_096, 1, 3_660)));
        if (options.Path == store.SqlitePath)
            fields.Fault("path", "must not be the file of store.sqlite.path");
        fields.Finish();
        return options;
    }

    private static ReportOptions ReadReports(JsonFields fields)
    {
        var defaults = new ReportOptions();
        var options = new ReportOptions { IssueAt = fields.TimeOfDay("issueAt", defaults.IssueAt, ReportOptions.Earliest), CatchUpDays = (int)fields.Integer("catchUpDays", defaults.CatchUpDays, 1, 31) };
        fields.Finish();
        return options;
    }

    private static TimeZoneInfo ReadTimeZone(JsonFields root)
    {
        var name = root.Text("timeZone", "Asia/Shanghai")!;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        root.Fault("timeZone", $"must be a name of the tz database such as Asia/Shanghai, is '{name}'");
        return TimeZoneInfo.Utc;
    }

    private static Uri ReadUrl(JsonFields fields, string key, string? fallback)
    {
        var text = fallback is null ? fields.RequiredText(key) : fields.Text(key, fallback)!;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
        if (text.Length > 0)
            fields.Fault(key, $"must be an http or https URL, is '{text}'");
        return new Uri("http://127.0.0.1/");
    }

    internal static string? ReadPath(JsonFields fields, string key, string folder) =>
        fields.Text(key) is { Length: > 0 } path ? Path.GetFullPath(path, folder) : null;

    internal static void OneOf(JsonFields fields, string first, string second)
    {
        if (fields.Has(first) && fields.Has(second))
            fields.Fault(second, $"must not stand beside {first}");
    }
}
