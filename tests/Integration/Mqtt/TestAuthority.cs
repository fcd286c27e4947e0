using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>A certificate authority in a folder: its own certificate, and a server's for one address, as PEM files.</summary>
internal sealed class TestAuthority
{
    private readonly string _folder;

    public TestAuthority(string folder, IPAddress server)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1), to = from.AddDays(10);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 authorityCertificate = authority.CreateSelfSigned(from, to);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test broker", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(server);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(authorityCertificate, from, to, [1, 2, 3, 4]);
        File.WriteAllText(CaFile, authorityCertificate.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, serverKey.ExportPkcs8PrivateKeyPem());
    }

    public string CaFile => Path.Combine(_folder, "ca.pem");

    public string CertificateFile => Path.Combine(_folder, "server.pem");

    public string KeyFile => Path.Combine(_folder, "server.key");
}
