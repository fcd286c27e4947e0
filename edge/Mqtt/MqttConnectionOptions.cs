namespace Checkpoint.Mqtt;

/// <summary>How to reach and greet a broker.</summary>
public sealed record MqttConnectionOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 1883;

    public required string ClientId { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>PINGREQ after this much silence; the broker hangs up after one and a half times as long. Whole seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the first packet to CONNACK.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Published by the broker when this connection ends without a DISCONNECT.</summary>
    public MqttPublication? Will { get; init; }

    /// <summary>Null for plain TCP.</summary>
    public MqttTlsOptions? Tls { get; init; }

    /// <summary>
    /// Replace the topic by a two-byte alias after its first use (MQTT 5 §3.3.2.3.4), as far as the broker allows.
    /// </summary>
    public bool UseTopicAliases { get; init; }
}

/// <summary>TLS as libmosquitto takes it: PEM files.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>Certificates of the authorities trusted to sign the broker's certificate.</summary>
    public required string CaFile { get; init; }

    /// <summary>This client's certificate, if the broker asks for one.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }
}
