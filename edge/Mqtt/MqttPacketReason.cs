namespace Checkpoint.Mqtt;

/// <summary>Names reason codes as OASIS MQTT 5.0 §2.4 does; four of them are named by the packet they came in.</summary>
internal static class MqttPacketReason
{
    private static readonly string?[] Names = CreateNames();

    public static MqttReason OfConnAck(int code) => new(code, NameOf(code));

    public static MqttReason OfPubAck(int code) => new(code, NameOf(code));

    public static MqttReason OfSubAck(int code) => new(code, code == 0 ? "granted QoS 0" : NameOf(code));

    public static MqttReason OfDisconnect(int code) => new(code, code == 0 ? "normal disconnection" : NameOf(code));

    private static string NameOf(int code) => (code is >= 0 and <= 255 ? Names[code] : null) ?? "unknown reason";

    private static string?[] CreateNames()
    {
        var names = new string?[256];
        names[0x00] = MqttReason.Success.Name;
        names[0x01] = "granted QoS 1";
        names[0x02] = "granted QoS 2";
        names[0x04] = "disconnect with will message";
        names[0x10] = "no matching subscribers";
        names[0x11] = "no subscription existed";
        names[0x18] = "continue authentication";
        names[0x19] = "re-authenticate";
        string[] errors =
        [
            "unspecified error", "malformed packet", "protocol error", "implementation specific error",
            "unsupported protocol version", "client identifier not valid", "bad user name or password",
            "not authorized", "server unavailable", "server busy", "banned", "server shutting down",
            "bad authentication method", "keep alive timeout", "session taken over", "topic filter invalid",
            "topic name invalid", "packet identifier in use", "packet identifier not found",
            "receive maximum exceeded", "topic alias invalid", "packet too large", "message rate too high",
            "quota exceeded", "administrative action", "payload format invalid", "retain not supported",
            "QoS not supported", "use another server", "server moved", "shared subscriptions not supported",
            "connection rate exceeded", "maximum connect time", "subscription identifiers not supported",
            "wildcard subscriptions not supported",
        ];
        errors.CopyTo(names, 0x80);
        return names;
    }
}
