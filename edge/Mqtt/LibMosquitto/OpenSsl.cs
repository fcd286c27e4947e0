using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// The OpenSSL 3 that libmosquitto itself is linked to. It has no option for the time that certificates are checked
/// against; its TLS connection, which it gives out, has.
/// </summary>
internal static partial class OpenSsl
{
    private const string Ssl = "libssl.so.3";
    private const string Crypto = "libcrypto.so.3";

    /// <summary>X509_V_FLAG_NO_CHECK_TIME (x509_vfy.h).</summary>
    private const ulong NoCheckTime = 0x200000;

    /// <summary>
    /// To be called when the handshake has been begun and not gone on with. libmosquitto begins it while it connects, before
    /// it gives the connection out; the broker's certificate can't have come by then, or has been checked by the wrong time.
    /// </summary>
    /// <returns>False in that case: the connection is not to be used.</returns>
    public static bool TrySetDates(nint connection, CertificateDates dates)
    {
        var parameters = GetParameters(connection);
        if (dates.IsUnchecked)
            _ = SetFlags(parameters, (nuint)NoCheckTime);
        else if (dates.Time is { } time)
            SetTime(parameters, (nint)time.ToUnixTimeSeconds());
        var certificate = GetPeerCertificate(connection);
        FreeCertificate(certificate); // of null it does nothing
        return certificate == 0;
    }

    [LibraryImport(Ssl, EntryPoint = "SSL_get0_param")]
    private static partial nint GetParameters(nint connection);

    [LibraryImport(Ssl, EntryPoint = "SSL_get1_peer_certificate")]
    private static partial nint GetPeerCertificate(nint connection);

    [LibraryImport(Crypto, EntryPoint = "X509_VERIFY_PARAM_set_flags")]
    private static partial int SetFlags(nint parameters, nuint flags);

    /// <param name="parameters">Of one connection.</param>
    /// <param name="time">time_t: a machine word on the boards meant.</param>
    [LibraryImport(Crypto, EntryPoint = "X509_VERIFY_PARAM_set_time")]
    private static partial void SetTime(nint parameters, nint time);

    [LibraryImport(Crypto, EntryPoint = "X509_free")]
    private static partial void FreeCertificate(nint certificate);
}
