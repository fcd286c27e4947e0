namespace Checkpoint.Mqtt;

/// <summary>A message to publish. The payload must not change until the publish has completed.</summary>
public sealed record MqttPublication(string Topic, ReadOnlyMemory<byte> Payload)
{
    public MqttQos Qos { get; init; } = MqttQos.AtLeastOnce;

    public bool Retain { get; init; }

    /// <summary>After this the broker drops the message instead of delivering it; null keeps it. Whole seconds.</summary>
    public TimeSpan? Expiry { get; init; }
}
