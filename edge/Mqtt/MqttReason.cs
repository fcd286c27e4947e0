namespace Checkpoint.Mqtt;

/// <summary>
/// Why something was accepted, refused or ended: an MQTT 5 reason code (OASIS MQTT 5.0 §2.4) with the name that the
/// standard gives it in that kind of packet, or a failure on this side of the network, which no packet carried.
/// </summary>
/// <param name="Code">0–255 as received, below 0x80 being success; <see cref="Local"/> if no packet carried it.</param>
/// <param name="Name">In the standard's words, e.g. "not authorized"; for local failures what happened.</param>
public readonly record struct MqttReason(int Code, string Name)
{
    /// <summary>The code of every failure seen on this side only: refused connections, timeouts, TLS, name lookup.</summary>
    public const int Local = -1;

    /// <summary>PUBACK: accepted, but nobody has subscribed.</summary>
    public const int NoMatchingSubscribers = 0x10;

    public const int NotAuthorized = 0x87;

    public const int TopicFilterInvalid = 0x8F;

    public const int TopicNameInvalid = 0x90;

    /// <summary>More publishes without a PUBACK than the broker's Receive Maximum; nothing was sent.</summary>
    public const int ReceiveMaximumExceeded = 0x93;

    /// <summary>Larger than the broker's Maximum Packet Size; nothing was sent.</summary>
    public const int PacketTooLarge = 0x95;

    public static readonly MqttReason Success = new(0, "success");

    public bool IsSuccess => Code is >= 0 and < 0x80;

    /// <summary>A failure on this side of the network.</summary>
    public static MqttReason FromLocal(string name) => new(Local, name);

    public override string ToString() => Code < 0 ? Name : $"{Name ?? Success.Name} (0x{Code:X2})";
}
