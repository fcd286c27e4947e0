using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// The OpenSSL that libmosquitto itself is linked to, whatever its file is called: another one that is there too would be handed
/// what is not its own. libmosquitto has no option for the time that certificates are checked against; a context of its
/// connections, which it takes, has.
/// </summary>
internal sealed unsafe class OpenSsl
{
    /// <summary>X509_V_FLAG_NO_CHECK_TIME (x509_vfy.h).</summary>
    private const ulong NoCheckTime = 0x200000;

    private static readonly Lazy<OpenSsl> Found = new(() => new OpenSsl(LibMosquittoLibrary.Handle));

    private readonly delegate* unmanaged<nint> _clientMethod;
    private readonly delegate* unmanaged<nint, nint> _newContext;
    private readonly delegate* unmanaged<nint, nint> _getParameters;
    private readonly delegate* unmanaged<nint, nuint, int> _setFlags;
    private readonly delegate* unmanaged<nint, nint, void> _setTime; // time_t: a machine word on the boards meant
    private readonly delegate* unmanaged<nint, void> _freeContext;

    /// <param name="library">Whatever this one is linked to is searched too, as dlsym(3) does.</param>
    /// <exception cref="MqttException">It is linked to no OpenSSL 3.</exception>
    public OpenSsl(nint library)
    {
        _clientMethod = (delegate* unmanaged<nint>)Find(library, "TLS_client_method");
        _newContext = (delegate* unmanaged<nint, nint>)Find(library, "SSL_CTX_new");
        _getParameters = (delegate* unmanaged<nint, nint>)Find(library, "SSL_CTX_get0_param");
        _setFlags = (delegate* unmanaged<nint, nuint, int>)Find(library, "X509_VERIFY_PARAM_set_flags");
        _setTime = (delegate* unmanaged<nint, nint, void>)Find(library, "X509_VERIFY_PARAM_set_time");
        _freeContext = (delegate* unmanaged<nint, void>)Find(library, "SSL_CTX_free");
    }

    /// <exception cref="MqttException">As for the constructor.</exception>
    public static OpenSsl Linked => Found.Value;

    /// <summary>A context whose connections check certificates by these dates, from their first byte on.</summary>
    /// <returns>To be given to <see cref="Free"/> by whoever has passed it on.</returns>
    public nint NewContext(CertificateDates dates)
    {
        nint context = _newContext(_clientMethod());
        if (context == 0)
            throw new MqttException(MqttReason.FromLocal("no TLS context: out of memory"), LibMosquittoLibrary.FileName);
        nint parameters = _getParameters(context);
        if (dates.IsUnchecked)
            _ = _setFlags(parameters, (nuint)NoCheckTime);
        else if (dates.Time is { } time)
            _setTime(parameters, (nint)time.ToUnixTimeSeconds());
        return context;
    }

    /// <summary>Whoever it was passed on to keeps it for as long as needed.</summary>
    public void Free(nint context) => _freeContext(context);

    private static nint Find(nint library, string function)
    {
        if (NativeLibrary.TryGetExport(library, function, out nint found))
            return found;
        MqttReason reason = MqttReason.FromLocal(
            $"TLS library has no {function}: libmosquitto is not linked to OpenSSL 3 (apt-get install --reinstall libmosquitto1 libssl3)");
        throw new MqttException(reason, LibMosquittoLibrary.FileName);
    }
}
