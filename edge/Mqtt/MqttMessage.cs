namespace Checkpoint.Mqtt;

/// <summary>A message as it came in: topic (UTF-8) and payload point into the client library's memory.</summary>
public readonly ref struct MqttMessage
{
    public required ReadOnlySpan<byte> Topic { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }

    public MqttQos Qos { get; init; }

    public bool Retained { get; init; }
}
