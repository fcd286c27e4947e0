namespace Checkpoint.Mqtt;

/// <summary>The broker refused, or the connection ended before an answer came.</summary>
public sealed class MqttException(MqttReason reason, string what) : Exception($"{what}: {reason}")
{
    public MqttReason Reason { get; } = reason;
}
