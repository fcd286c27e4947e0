using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>A certificate authority in a folder: its own certificate, and a server's for one address, as PEM files.</summary>
internal sealed class TestAuthority
{
    private readonly string _folder;

    /// <param name="folder">Made.</param>
    /// <param name="server">The address that the server's certificate names.</param>
    /// <param name="validFrom">Of the server's certificate, which is valid for ten days; null: from yesterday on.</param>
    public TestAuthority(string folder, IPAddress server, DateTimeOffset? validFrom = null)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        DateTimeOffset serverFrom = validFrom ?? DateTimeOffset.UtcNow.AddDays(-1), serverTo = serverFrom.AddDays(10);
        DateTimeOffset from = serverFrom.AddDays(-1), to = serverTo.AddDays(1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 authorityCertificate = authority.CreateSelfSigned(from, to);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test broker", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(server);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(authorityCertificate, serverFrom, serverTo, [1, 2, 3, 4]);
        File.WriteAllText(CaFile, authorityCertificate.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, serverKey.ExportPkcs8PrivateKeyPem());
    }

    public string CaFile => Path.Combine(_folder, "ca.pem");

    public string CertificateFile => Path.Combine(_folder, "server.pem");

    public string KeyFile => Path.Combine(_folder, "server.key");
}
