namespace Checkpoint.Mqtt;

/// <summary>MQTT quality of service. QoS 2 is not offered: identity by (gate, stream, seq) makes it needless.</summary>
public enum MqttQos
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
