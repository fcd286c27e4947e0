using System.Collections;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>What every command begins with: the configuration, its secrets, the store.</summary>
internal static class Loaded
{
    /// <exception cref="CommandFault">All that is wrong with the configuration.</exception>
    public static CloudOptions Options(FileInfo file)
    {
        var options = CloudSettings.Parse(Read("--config", file.FullName), file.DirectoryName ?? "/", EnvironmentVariables(), out var faults);
        return options ?? throw CommandFault.Config(file.Name, faults);
    }

    /// <summary>With the password from its file, if it is in one.</summary>
    public static MqttConnectionOptions Broker(BrokerOptions options) => options.PasswordFile is { } file
        ? options.Connection with { Password = Secret("broker.passwordFile", file) }
        : options.Connection;

    /// <summary>With the keys of webhooks from their files.</summary>
    /// <exception cref="CommandFault">A key can't be read, or is too short.</exception>
    public static WarningPlan Warnings(WarningPlan plan) => plan with
    {
        Telling = plan.Telling with { Webhooks = [.. plan.Telling.Webhooks.Select((webhook, at) => WithSecret(webhook, $"warnings.webhooks[{at}].secretFile"))] },
    };

    /// <exception cref="CommandFault">The file can't be opened as a database.</exception>
    public static IRecordStore Store(StoreOptions options)
    {
        if (options.Influx is { } influx)
            return new InfluxRecordStore(Influx(influx));
        try
        {
            return SqliteRecordStore.Open(options.SqlitePath!);
        }
        catch (StoreException exception)
        {
            throw new CommandFault(ExitCode.CantCreate, $"store.sqlite.path '{options.SqlitePath}': {exception.Fault}");
        }
    }

    /// <exception cref="CommandFault">The service's own database can't be opened.</exception>
    public static ServingDatabase Serving(ServeOptions options)
    {
        try
        {
            return ServingDatabase.Open(options.Path);
        }
        catch (StoreException exception)
        {
            throw new CommandFault(ExitCode.CantCreate, $"serve.path '{options.Path}': {exception.Fault}");
        }
    }

    /// <exception cref="CommandFault">Another process serves already.</exception>
    public static IDisposable Claim(ServeOptions options)
    {
        try
        {
            return ServingClaim.Take(options.Path);
        }
        catch (StoreException exception)
        {
            throw new CommandFault(ExitCode.Unavailable, $"serve.path '{options.Path}': {exception.Fault}");
        }
    }

    /// <summary>A file's bytes.</summary>
    public static byte[] Read(string key, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFault(ExitCode.Config, $"{key}: {exception.Message}");
        }
    }

    private static InfluxOptions Influx(InfluxStoreOptions options) => options.Connection with
    {
        Password = options.PasswordFile is { } password ? Secret("store.influx.passwordFile", password) : options.Connection.Password,
        Token = options.TokenFile is { } token ? Secret("store.influx.tokenFile", token) : options.Connection.Token,
    };

    private static Webhook WithSecret(Webhook webhook, string key)
    {
        if (webhook.SecretFile is not { } file)
            return webhook;
        var secret = System.Text.Encoding.UTF8.GetBytes(Secret(key, file));
        return secret.Length >= Webhook.LeastSecretBytes
            ? webhook with { Secret = [.. secret] }
            : throw new CommandFault(ExitCode.Config, $"{key}: '{file}' must hold at least {Webhook.LeastSecretBytes} bytes, has {secret.Length}");
    }

    private static string Secret(string key, string path) => System.Text.Encoding.UTF8.GetString(Read(key, path)).TrimEnd('\r', '\n');

    private static Dictionary<string, string> EnvironmentVariables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
}
