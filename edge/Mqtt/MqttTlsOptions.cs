namespace Checkpoint.Mqtt;

/// <summary>TLS 1.2 or newer, from PEM files. The broker's certificate must name the host that is connected to.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>Certificates of the authorities trusted to sign the broker's certificate.</summary>
    public required string CaFile { get; init; }

    /// <summary>This client's certificate, if the broker asks for one; needs <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>What the certificates' dates are held against.</summary>
    public CertificateDates Dates { get; init; }

    /// <summary>The key of <see cref="CertificateFile"/>, without a passphrase.</summary>
    public string? KeyFile { get; init; }
}
