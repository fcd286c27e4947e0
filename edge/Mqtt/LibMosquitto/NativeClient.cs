using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// Makes one `struct mosquitto` ready and starts its connection. Host names and certificate files are read here, which
/// may take long, so this runs on a thread of the caller's and the loop gets a client that is already connecting.
/// </summary>
internal static unsafe class NativeClient
{
    /// <exception cref="MqttException">An option was refused, or the connection failed at once.</exception>
    public static nint Start(MqttConnectionOptions options, string address, GCHandle userData)
    {
        nint client = LibMosquittoLibrary.New(options.ClientId, cleanStart: 1, GCHandle.ToIntPtr(userData));
        if (client == 0)
            throw new MqttException(MqttReason.FromLocal("not a client identifier, or out of memory"), options.ClientId);
        try
        {
            Configure(client, options);
            Require(
                LibMosquittoLibrary.ConnectAsync(client, address, options.Port, (int)options.KeepAlive.TotalSeconds),
                WhatOf(options, address));
            return client;
        }
        catch
        {
            LibMosquittoLibrary.Destroy(client);
            throw;
        }
    }

    /// <summary>For error texts.</summary>
    public static string WhatOf(MqttConnectionOptions options, string address) =>
        $"connect to {address}:{options.Port} as {options.ClientId}";

    private static void Configure(nint client, MqttConnectionOptions options)
    {
        SetOption(client, LibMosquittoLibrary.OptionProtocolVersion, LibMosquittoLibrary.ProtocolVersion5);
        SetOption(client, LibMosquittoLibrary.OptionTcpNoDelay, 1);
        // 0 is 65535. libmosquitto's own limit of 20 would make it queue what the caller believes sent; CONNACK then
        // lowers the limit for sending to what the broker takes, which SendMaximum enforces before the library sees it.
        SetOption(client, LibMosquittoLibrary.OptionSendMaximum, 0);
        SetOption(client, LibMosquittoLibrary.OptionReceiveMaximum, 0);
        if (options.UserName is not null || options.Password is not null)
            Require(LibMosquittoLibrary.SetUserName(client, options.UserName, options.Password), "user name and password");
        if (options.Tls is { } tls)
            SetTls(client, tls);
        if (options.Will is { } will)
            SetWill(client, will);
        LibMosquittoCallbacks.Install(client);
    }

    private static void SetTls(nint client, MqttTlsOptions tls)
    {
        int error = LibMosquittoLibrary.SetTls(client, tls.CaFile, null, tls.CertificateFile, tls.KeyFile, 0);
        if (error == LibMosquittoError.InvalidArgument)
            throw new MqttException(MqttReason.FromLocal("a TLS file cannot be read"), string.Join(", ", FilesOf(tls)));
        Require(error, "TLS options");
        if (tls.Dates != CertificateDates.BySystemClock)
            SetDates(client, tls.Dates);
    }

    /// <summary>libmosquitto puts authority and keys into the context that it is given, as it does into one of its own.</summary>
    private static void SetDates(nint client, CertificateDates dates)
    {
        nint context = OpenSsl.Linked.NewContext(dates);
        try
        {
            Require(LibMosquittoLibrary.SetPointerOption(client, LibMosquittoLibrary.OptionTlsContext, context), "TLS context");
        }
        finally
        {
            OpenSsl.Linked.Free(context);
        }
    }

    private static IEnumerable<string> FilesOf(MqttTlsOptions tls) =>
        new[] { tls.CaFile, tls.CertificateFile, tls.KeyFile }.OfType<string>();

    private static void SetWill(nint client, MqttPublication will)
    {
        byte retain = will.Retain ? (byte)1 : (byte)0;
        fixed (byte* topic = TopicTable.Encode(will.Topic))
        fixed (byte* payload = will.Payload.Span)
        {
            Require(
                LibMosquittoLibrary.SetWill(client, topic, will.Payload.Length, payload, (int)will.Qos, retain, 0),
                $"last will to {will.Topic}");
        }
    }

    private static void SetOption(nint client, int option, int value) =>
        Require(LibMosquittoLibrary.SetIntOption(client, option, value), $"libmosquitto option {option}");

    private static void Require(int error, string what)
    {
        // Connecting returns -1 while it is still under way: that is the ordinary case.
        if (error > LibMosquittoError.Success)
            throw new MqttException(LibMosquittoError.ToReason(error, Marshal.GetLastPInvokeError()), what);
    }
}
