using System.Text;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Configuration;

/// <summary>How the gate reaches its broker.</summary>
public sealed record BrokerOptions
{
    private static readonly TimeSpan LeastKeepAlive = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MostKeepAlive = TimeSpan.FromSeconds(65535);

    private const int MostPasswordFileBytes = 64 * 1024;

    public required string Host { get; init; }

    /// <summary>8883 with TLS, 1883 without, unless said otherwise.</summary>
    public required int Port { get; init; }

    /// <summary>Null to go without a name.</summary>
    public string? UserName { get; init; }

    /// <summary>
    /// A file with the password in its first line, readable by the gateway alone; read anew for each connection. The
    /// password itself is no setting: settings are shown and logged.
    /// </summary>
    public string? PasswordFile { get; init; }

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null: no TLS.</summary>
    public MqttTlsOptions? Tls { get; init; }

    /// <summary>Touches nothing: whether files exist shows when they are needed.</summary>
    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        faults.Within(Port, 1, 65535, nameof(Port), "");
        faults.Within(KeepAlive, LeastKeepAlive, MostKeepAlive, nameof(KeepAlive));
        faults.Within(ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), nameof(ConnectTimeout));
        faults.Require(PasswordFile is null || UserName is not null, nameof(UserName), "is missing, but there is a PasswordFile");
        faults.Require(
            (Tls?.CertificateFile is null) == (Tls?.KeyFile is null), "KeyFile", "CertificateFile and KeyFile go together");
        return faults.All;
    }

    /// <summary>For one connection; the client id, will and aliases are the uplink's.</summary>
    /// <exception cref="IOException">The password file can't be read.</exception>
    public MqttConnectionOptions ForConnection() => new()
    {
        Host = Host,
        Port = Port,
        ClientId = "",
        UserName = UserName,
        Password = PasswordFile is null ? null : ReadPassword(PasswordFile),
        KeepAlive = KeepAlive,
        ConnectTimeout = ConnectTimeout,
        Tls = Tls,
    };

    private static string ReadPassword(string file)
    {
        try
        {
            var text = Encoding.UTF8.GetString(RegularFile.Read(file, MostPasswordFileBytes));
            var password = text.TrimStart('\uFEFF').Split('\n')[0].TrimEnd('\r');

            // What a power cut leaves of a file that was written and not synced.
            return password.Contains('\0') ? throw new IOException("zero bytes in it: put it there anew") : password;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"password file {file}: {fault.Message}", fault);
        }
    }
}
