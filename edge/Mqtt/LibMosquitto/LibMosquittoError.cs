using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>enum mosq_err_t, as far as a client meets it, in words that an operator can act on.</summary>
internal static class LibMosquittoError
{
    public const int Success = 0;
    public const int InvalidArgument = 3;
    public const int NotConnected = 4;
    public const int ConnectionLost = 7;
    public const int Tls = 8;
    public const int SystemError = 14;

    private const int ErrnoProtocol = 71; // EPROTO: how libmosquitto marks a failure inside TLS

    private static readonly MqttReason TlsFailed =
        MqttReason.FromLocal("TLS failed: handshake broken off, or a certificate not accepted");

    /// <summary>The error ends the connection, rather than refusing one call.</summary>
    public static bool EndsConnection(int error) => error is NotConnected or ConnectionLost or Tls or SystemError;

    /// <param name="error">A mosq_err_t.</param>
    /// <param name="errno">The C library's errno right after the call; used for MOSQ_ERR_ERRNO only.</param>
    public static MqttReason ToReason(int error, int errno) => error switch
    {
        1 => MqttReason.FromLocal("out of memory"),
        2 => MqttReason.FromLocal("the broker broke the protocol"),
        InvalidArgument => MqttReason.FromLocal("invalid argument"),
        NotConnected => MqttReason.FromLocal("not connected"),
        5 => MqttReason.FromLocal("connection refused by the broker"),
        ConnectionLost => MqttReason.FromLocal("connection lost"),
        Tls => TlsFailed,
        9 or 25 => MqttPacketReason.OfPubAck(MqttReason.PacketTooLarge),
        SystemError => errno == ErrnoProtocol ? TlsFailed : OfErrno(errno),
        15 or 20 => MqttReason.FromLocal("host name not found"),
        18 => MqttReason.FromLocal("malformed UTF-8"),
        19 => MqttReason.FromLocal("no answer to PINGREQ within the keep-alive time"),
        21 => MqttReason.FromLocal("malformed packet from the broker"),
        24 => MqttPacketReason.OfPubAck(0x9B),
        _ => MqttReason.FromLocal($"libmosquitto error {error}"),
    };

    /// <summary>In the C library's words, e.g. "connection refused".</summary>
    public static MqttReason OfErrno(int errno) => errno == 0
        ? MqttReason.FromLocal("connection lost")
        : MqttReason.FromLocal(Marshal.GetPInvokeErrorMessage(errno).ToLowerInvariant());
}
