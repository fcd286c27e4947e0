using System.Net;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>What the cloud service is told by its configuration; immutable, and checked as a whole before any of it is used.</summary>
public sealed record CloudOptions
{
    public required BrokerOptions Broker { get; init; }

    public required StoreOptions Store { get; init; }

    /// <summary>The registry's file.</summary>
    public required string RegistryPath { get; init; }

    public required IngestOptions Ingest { get; init; }

    public required WebOptions Web { get; init; }

    public required ServeOptions Serve { get; init; }

    public required ReportOptions Reports { get; init; }

    public required WarningPlan Warnings { get; init; }

    /// <summary>In which days begin, where the web shows days.</summary>
    public required TimeZoneInfo TimeZone { get; init; }
}

/// <summary>How to reach the broker; the password is in the configuration or in a file of its own.</summary>
public sealed record BrokerOptions(MqttConnectionOptions Connection, string? PasswordFile);

/// <summary>Which database: exactly one of the two is set.</summary>
public sealed record StoreOptions(string? SqlitePath, InfluxStoreOptions? Influx);

/// <summary>An InfluxDB, with its secret in the configuration or in a file of its own.</summary>
/// <param name="CreateDatabase">Make the database at start; needs an administrator's credentials.</param>
public sealed record InfluxStoreOptions(InfluxOptions Connection, string? PasswordFile, string? TokenFile, bool CreateDatabase);

/// <param name="Url">Where to listen; port 0 takes a free one.</param>
/// <param name="UrlFile">Gets the URL with the port really taken, once it is listened on.</param>
/// <param name="Proxies">Whose X-Forwarded-For and X-Forwarded-Proto are believed.</param>
/// <param name="OpenMetrics">Answer /metrics to everybody, not only to this machine.</param>
/// <param name="SilentAfter">A gate that has not spoken for longer is shown as silent.</param>
public sealed record WebOptions(Uri Url, string? UrlFile, IReadOnlyList<IPAddress> Proxies, bool OpenMetrics, TimeSpan SilentAfter);

/// <summary>What the serving process keeps.</summary>
/// <param name="Path">Its own database.</param>
/// <param name="AuditRetention">How long lines of the audit are kept.</param>
public sealed record ServeOptions(string Path, TimeSpan AuditRetention);
