namespace Checkpoint.Mqtt;

/// <summary>How to reach and greet a broker.</summary>
public sealed record MqttConnectionOptions
{
    /// <summary>Name or address. Every address of a name is tried in turn; with TLS only the system's first.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 1883;

    public required string ClientId { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>
    /// PINGREQ after this much silence; the broker hangs up after one and a half times as long, this side after twice as
    /// long without an answer. Whole seconds, 5 s (libmosquitto's least) to 65535 s.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the first packet to CONNACK, to about a second.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Published by the broker when this connection ends without a DISCONNECT.</summary>
    public MqttPublication? Will { get; init; }

    /// <summary>Null for plain TCP.</summary>
    public MqttTlsOptions? Tls { get; init; }

    /// <summary>
    /// Replace the topic by a two-byte alias after its first use (MQTT 5 §3.3.2.3.4), as far as the broker allows.
    /// </summary>
    public bool UseTopicAliases { get; init; }

    /// <summary>
    /// Let one TCP acknowledgement do for PUBACK and what follows it within 40 ms: a packet fewer for each exchange, which
    /// counts where traffic is paid by the byte.
    /// </summary>
    public bool DelayTcpAcknowledgements { get; init; }

    /// <exception cref="ArgumentException">Names the first option that cannot be used, and its limits.</exception>
    public void Validate()
    {
        RequireText(Host, nameof(Host));
        RequireText(ClientId, nameof(ClientId));
        if (Port is < 1 or > 65535)
            throw new ArgumentException($"{nameof(Port)} is {Port}; it must be 1 to 65535");
        if (KeepAlive.TotalSeconds is < 5 or > 65535)
            throw new ArgumentException($"{nameof(KeepAlive)} is {KeepAlive}; it must be 5 s to 65535 s");
        if (ConnectTimeout <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(ConnectTimeout)} is {ConnectTimeout}; it must be above zero");
        if (UserName?.Contains('\0') == true || Password?.Contains('\0') == true)
            throw new ArgumentException($"{nameof(UserName)} and {nameof(Password)} must not contain a zero character");
        if (Tls is not null && (Tls.CertificateFile is null) != (Tls.KeyFile is null))
            throw new ArgumentException($"{nameof(Tls)}: CertificateFile and KeyFile are given together or not at all");
    }

    private static void RequireText(string value, string name)
    {
        if (string.IsNullOrEmpty(value) || value.Contains('\0'))
            throw new ArgumentException($"{name} must not be empty nor contain a zero character");
    }
}
