using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// The OpenSSL that libmosquitto itself is linked to, whatever its file is called: another one that is there too would be handed
/// connections that are not its own. libmosquitto has no option for the time that certificates are checked against; its TLS
/// connection, which it gives out, has.
/// </summary>
internal sealed unsafe class OpenSsl
{
    /// <summary>X509_V_FLAG_NO_CHECK_TIME (x509_vfy.h).</summary>
    private const ulong NoCheckTime = 0x200000;

    private static readonly Lazy<OpenSsl> Found = new(() => new OpenSsl(LibMosquittoLibrary.Handle));

    private readonly delegate* unmanaged<nint, nint> _getParameters;
    private readonly delegate* unmanaged<nint, nint> _getPeerCertificate;
    private readonly delegate* unmanaged<nint, nuint, int> _setFlags;
    private readonly delegate* unmanaged<nint, nint, void> _setTime; // time_t: a machine word on the boards meant
    private readonly delegate* unmanaged<nint, void> _freeCertificate;

    /// <param name="library">Whatever this one is linked to is searched too, as dlsym(3) does.</param>
    /// <exception cref="MqttException">It is linked to no OpenSSL 3.</exception>
    public OpenSsl(nint library)
    {
        _getParameters = (delegate* unmanaged<nint, nint>)Find(library, "SSL_get0_param");
        _getPeerCertificate = (delegate* unmanaged<nint, nint>)Find(library, "SSL_get1_peer_certificate");
        _setFlags = (delegate* unmanaged<nint, nuint, int>)Find(library, "X509_VERIFY_PARAM_set_flags");
        _setTime = (delegate* unmanaged<nint, nint, void>)Find(library, "X509_VERIFY_PARAM_set_time");
        _freeCertificate = (delegate* unmanaged<nint, void>)Find(library, "X509_free");
    }

    /// <exception cref="MqttException">As for the constructor.</exception>
    public static OpenSsl Linked => Found.Value;

    /// <summary>
    /// To be called when the handshake has been begun and not gone on with. libmosquitto begins it while it connects, before
    /// it gives the connection out; the broker's certificate can't have come by then, or has been checked by the wrong time.
    /// </summary>
    /// <returns>False in that case: the connection is not to be used.</returns>
    public bool TrySetDates(nint connection, CertificateDates dates)
    {
        nint parameters = _getParameters(connection);
        if (dates.IsUnchecked)
            _ = _setFlags(parameters, (nuint)NoCheckTime);
        else if (dates.Time is { } time)
            _setTime(parameters, (nint)time.ToUnixTimeSeconds());
        nint certificate = _getPeerCertificate(connection);
        _freeCertificate(certificate); // of null it does nothing
        return certificate == 0;
    }

    private static nint Find(nint library, string function)
    {
        if (NativeLibrary.TryGetExport(library, function, out nint found))
            return found;
        MqttReason reason = MqttReason.FromLocal(
            $"TLS library has no {function}: libmosquitto is not linked to OpenSSL 3 (apt-get install --reinstall libmosquitto1 libssl3)");
        throw new MqttException(reason, LibMosquittoLibrary.FileName);
    }
}
