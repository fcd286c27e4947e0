namespace Checkpoint.Mqtt;

/// <summary>The broker refused, could not be reached, or the connection ended before an answer came.</summary>
/// <param name="reason">Also in the message, by name.</param>
/// <param name="what">What was being done, e.g. "connect to 10.0.0.1:1883 as gate-7".</param>
public sealed class MqttException(MqttReason reason, string what) : Exception($"{what}: {reason}")
{
    public MqttReason Reason { get; } = reason;
}
