namespace Checkpoint.Mqtt;

/// <summary>
/// An MQTT 5 reason code (OASIS MQTT 5.0 §2.4), with the name that the standard gives it in this kind of packet.
/// </summary>
/// <param name="Code">0–255; below 0x80 is success.</param>
/// <param name="Name">In the standard's words, e.g. "not authorized".</param>
public readonly record struct MqttReason(int Code, string Name)
{
    /// <summary>PUBACK: accepted, but nobody has subscribed.</summary>
    public const int NoMatchingSubscribers = 0x10;

    public const int NotAuthorized = 0x87;

    public static readonly MqttReason Success = new(0, "success");

    public bool IsSuccess => Code < 0x80;

    public override string ToString() => $"{Name} (0x{Code:X2})";
}
