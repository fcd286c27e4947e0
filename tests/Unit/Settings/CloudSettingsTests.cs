using System.Text;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Unit.Settings;

public sealed class CloudSettingsTests
{
    private const string Least = """{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"}}""";

    [Fact]
    public void The_sample_is_a_configuration_whose_numbers_are_the_defaults()
    {
        var sample = Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "checkpoint-cloud.sample.json")));
        var least = Parse(Least);
        Assert.Equal(least.Ingest, sample.Ingest);
        Assert.Equal(least.Web.Url, sample.Web.Url);
        Assert.Equal(least.TimeZone.Id, sample.TimeZone.Id);
        Assert.Equal(least.Reports, sample.Reports);
        Assert.Equal(least.Warnings.Statistics.Methods.ToList(), sample.Warnings.Statistics.Methods);
        Assert.Equal(Comparable(least), Comparable(sample));
        Assert.Equal("/etc/checkpoint/influx.password", sample.Store.Influx?.PasswordFile);
        Assert.Equal("/etc/checkpoint/cloud.key", sample.Broker.Connection.Tls?.KeyFile);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var options = Parse(Least);
        Assert.Equal("/etc/checkpoint/r.db", options.Store.SqlitePath);
        Assert.Equal(("/etc/checkpoint/serve.db", 1_096), (options.Serve.Path, options.Serve.AuditRetention.TotalDays));
        Assert.Equal(["127.0.0.1", "::1"], options.Web.Proxies.Select(proxy => proxy.ToString()));
        Assert.Equal((1883, "127.0.0.1", 8080, MqttQos.AtMostOnce), (options.Broker.Connection.Port, options.Web.Url.Host, options.Web.Url.Port, options.Ingest.SubscribeQos));
        Assert.StartsWith("checkpoint-cloud-", options.Broker.Connection.ClientId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_s_own_database_lies_beside_the_embedded_store_or_where_it_is_told()
    {
        Assert.Equal("/var/lib/c/serve.db", Parse(Least.Replace("r.db", "/var/lib/c/r.db", StringComparison.Ordinal)).Serve.Path);
        Assert.Equal("/srv/own.db", Parse(Least, ("CHECKPOINT_SERVE__PATH", "/srv/own.db"), ("CHECKPOINT_WEB__PROXIES", "10.0.0.1, 10.0.0.2")).Serve.Path);
    }

    [Fact]
    public void Variables_go_before_the_file_and_may_add_sections()
    {
        var options = Parse(
            """{"broker":{"host":"b","port":1},"registry":{"path":"reg.json"}}""",
            ("CHECKPOINT_BROKER__PORT", "1884"),
            ("CHECKPOINT_STORE__INFLUX__URL", "http://db:8086"),
            ("CHECKPOINT_STORE__INFLUX__DATABASE", "checkpoint"),
            ("CHECKPOINT_STORE__INFLUX__TIMEOUT_MS", "500"),
            ("CHECKPOINT_STORE__INFLUX__GZIP", "true"),
            ("CHECKPOINT_TIMEZONE", "UTC"),
            ("CHECKPOINT_OUTBOX__PATH", "another program's"),
            ("PATH", "/bin"));
        Assert.Equal(1884, options.Broker.Connection.Port);
        Assert.Equal((true, 500.0), (options.Store.Influx!.Connection.Gzip, options.Store.Influx.Connection.Timeout.TotalMilliseconds));
        Assert.Equal("http://db:8086/", options.Store.Influx.Connection.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("nonsense", "file")]
    [InlineData("[]", "", "broker.host", "store", "registry.path")]
    [InlineData("{}", "broker.host", "store", "registry.path")]
    [InlineData(
        """{"broker":{"host":1,"port":0,"password":"a","passwordFile":"b","tls":{"keyFile":"k"}},"store":{"sqlite":{},"influx":{"url":"ftp://x","token":"t","userName":"u"}},"registry":{"path":"r","extra":1},"ingest":{"writers":"many","shareGroup":"a/b"},"web":{"url":8080},"timeZone":"Mars","more":true}""",
        "broker.host", "broker.port", "broker.tls.caFile", "broker.tls.certificateFile", "broker.passwordFile", "store", "store.sqlite.path", "store.influx.url", "store.influx.database", "store.influx.token", "registry.extra", "ingest.writers", "ingest.shareGroup", "web.url", "timeZone", "more")]
    [InlineData(
        """{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"serve":{"path":"r.db","auditDays":0},"web":{"proxies":["here"],"openMetrics":1}}""",
        "serve.path", "serve.auditDays", "web.proxies", "web.openMetrics")]
    [InlineData("""{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"reports":{"issueAt":"00:14","catchUpDays":32,"at":1}}""", "reports.issueAt", "reports.catchUpDays", "reports.at")]
    [InlineData("""{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"reports":{"issueAt":"7"}}""", "reports.issueAt")]
    [InlineData(
        """{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"warnings":{"evaluateAt":"24:00","lookBackDays":0,"lookAgainMinutes":4,"reopenDays":32,"methods":["c1","c4"],"alpha":0.1,"shareSpread":1.1,"falseDiscoveryRate":"all","leastCoverage":0,"minSigma":0,"earsThreshold":"NaN","c3Threshold":0.5,"cusumReference":-1,"cusumDecision":1e99,"level":1}}""",
        "warnings.evaluateAt", "warnings.lookBackDays", "warnings.lookAgainMinutes", "warnings.reopenDays", "warnings.methods", "warnings.alpha", "warnings.shareSpread", "warnings.falseDiscoveryRate", "warnings.leastCoverage", "warnings.minSigma", "warnings.earsThreshold", "warnings.c3Threshold", "warnings.cusumReference", "warnings.cusumDecision", "warnings.level")]
    [InlineData("""{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"warnings":{"methods":["c1","c1"]}}""", "warnings.methods")]
    [InlineData("""{"broker":{"host":"b"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"},"warnings":{"methods":[]}}""", "warnings.methods")]
    [InlineData("""{"broker":{"host":"b","host":"c"},"store":{"sqlite":{"path":"r.db"}},"registry":{"path":"reg.json"}}""", "broker.host")]
    public void All_faults_are_told_at_once_by_key(string json, params string[] keys)
    {
        Assert.Null(CloudSettings.Parse(Encoding.UTF8.GetBytes(json), "/etc/checkpoint", new Dictionary<string, string>(), out var faults));
        Assert.Equal(keys.Order(), faults.Select(fault => fault.Key).Distinct().Order());
    }

    [Fact]
    public void A_variable_that_means_no_key_is_a_fault()
    {
        var environment = new Dictionary<string, string> { ["CHECKPOINT_BROKER__HOTS"] = "x", ["CHECKPOINT_BROKER__PORT"] = "no" };
        Assert.Null(CloudSettings.Parse(Encoding.UTF8.GetBytes(Least), "/etc/checkpoint", environment, out var faults));
        Assert.Equal(["broker.port", "CHECKPOINT_BROKER__HOTS"], faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Days_are_evaluated_when_reports_are_issued_unless_it_is_said_otherwise()
    {
        Assert.Equal(new TimeOnly(8, 30), Parse(Least.Replace("\"registry\"", "\"reports\":{\"issueAt\":\"08:30\"},\"registry\"", StringComparison.Ordinal)).Warnings.EvaluateAt);
        var own = Parse(Least, ("CHECKPOINT_WARNINGS__EVALUATE_AT", "09:15"), ("CHECKPOINT_WARNINGS__METHODS", "c2,cusum"), ("CHECKPOINT_WARNINGS__ALPHA", "5e-4"));
        Assert.Equal((new TimeOnly(9, 15), 5e-4), (own.Warnings.EvaluateAt, own.Warnings.Statistics.Alpha));
        Assert.Equal([WarningMethod.C2, WarningMethod.Cusum], own.Warnings.Statistics.Methods.ToList());
    }

    [Fact]
    public void A_webhook_is_told_of_opened_warnings_of_every_level_and_area_unless_it_is_said_otherwise()
    {
        var hook = Hook("""{"name":"a","url":"https://h.example/x?y=1","secretFile":"a.secret"}""");
        Assert.Equal(("a", "https://h.example/x?y=1", "/etc/checkpoint/a.secret", true), (hook.Name, hook.Url.AbsoluteUri, hook.SecretFile, hook.Area.IsEverything));
        Assert.Equal((4, 0, 10), (hook.Levels.Length, hook.Allowed.Length, hook.Timeout.TotalSeconds));
        Assert.Equal([WarningEvent.Opened, WarningEvent.Reopened], hook.Events.ToList());
        var local = Hook("""{"name":"a","url":"http://10.1.2.3:8080/","secret":"0123456789abcdef0123456789abcdef","area":"230103","allow":["10.1.0.0/16","fd00::/8"]}""");
        Assert.Equal((2, 32, "230103"), (local.Allowed.Length, local.Secret.Length, local.Area.Code));
    }

    [Theory]
    [InlineData("{}", "name", "secretFile", "url")]
    [InlineData("""{"name":"A b","url":"ftp://x","area":"23","levels":["house"],"events":["opened","opened"],"secret":"short","secretFile":"x","allow":["10.0.0.0/33"],"timeoutMs":99,"more":1}""", "allow", "area", "events", "levels", "more", "name", "secret", "secretFile", "timeoutMs", "url")]
    [InlineData("""{"name":"a","url":"https://user:pass@h.example/","secretFile":"x"}""", "url")]
    [InlineData("""{"name":"a","url":"https://h.example/#x","secretFile":"x","levels":[],"events":[]}""", "events", "levels", "url")]
    [InlineData("""{"name":"a","url":"http://h.example/","secretFile":"x"}""", "url")]
    public void Faults_of_a_webhook_are_told_by_key(string hook, params string[] keys)
    {
        Assert.Null(CloudSettings.Parse(Encoding.UTF8.GetBytes(WithHooks(hook)), "/etc/checkpoint", new Dictionary<string, string>(), out var faults));
        Assert.Equal(keys.Select(key => $"warnings.webhooks[0].{key}"), faults.Select(fault => fault.Key).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Too_many_webhooks_and_two_of_one_name_are_faults()
    {
        var hooks = string.Join(',', Enumerable.Repeat("""{"name":"a","url":"https://h.example/","secretFile":"x"}""", 17));
        Assert.Null(CloudSettings.Parse(Encoding.UTF8.GetBytes(WithHooks(hooks)), "/", new Dictionary<string, string>(), out var faults));
        Assert.Equal(["warnings.webhooks", "warnings.webhooks"], faults.Select(fault => fault.Key));
    }

    private static Webhook Hook(string hook) => Parse(WithHooks(hook)).Warnings.Telling.Webhooks.Single();

    private static string WithHooks(string hooks) => Least.Replace("\"registry\"", $"\"warnings\":{{\"webhooks\":[{hooks}]}},\"registry\"", StringComparison.Ordinal);

    /// <summary>Lists are compared by themselves.</summary>
    private static WarningPlan Comparable(CloudOptions options) =>
        options.Warnings with
        {
            Statistics = options.Warnings.Statistics with { Methods = [] }, Telling = options.Warnings.Telling with { Webhooks = [] },
        };

    private static CloudOptions Parse(string json, params (string Name, string Value)[] environment)
    {
        var options = CloudSettings.Parse(
            Encoding.UTF8.GetBytes(json), "/etc/checkpoint", environment.ToDictionary(pair => pair.Name, pair => pair.Value), out var faults);
        Assert.Empty(faults);
        return options!;
    }
}
