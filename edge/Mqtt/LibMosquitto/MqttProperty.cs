namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>Property identifiers, MQTT 5 §2.2.2.2.</summary>
internal static class MqttProperty
{
    public const int MessageExpiryInterval = 2;
    public const int ReceiveMaximum = 33;
    public const int TopicAliasMaximum = 34;
    public const int TopicAlias = 35;
}
