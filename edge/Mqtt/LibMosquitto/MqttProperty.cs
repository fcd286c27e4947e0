namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>Property identifiers, MQTT 5 §2.2.2.2, and how to read those of 16 bits.</summary>
internal static unsafe class MqttProperty
{
    public const int MessageExpiryInterval = 2;
    public const int ReceiveMaximum = 33;
    public const int TopicAliasMaximum = 34;
    public const int TopicAlias = 35;

    /// <returns>Null if it is not among the properties.</returns>
    public static int? Read(nint properties, int identifier)
    {
        ushort value;
        return LibMosquittoLibrary.ReadInt16(properties, identifier, &value, skipFirst: 0) == 0 ? null : value;
    }
}
