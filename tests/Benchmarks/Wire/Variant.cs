using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>One way to send a live reading and have it acknowledged.</summary>
internal sealed record Variant(string Name)
{
    public bool Json { get; init; }

    public bool TopicAlias { get; init; } = true;

    public bool Expiry { get; init; } = true;

    public MqttQos RecordsQos { get; init; } = MqttQos.AtLeastOnce;

    /// <summary>With which the gate subscribes: the cloud publishes at least once, the broker delivers at the lower of both.</summary>
    public MqttQos RepliesQos { get; init; } = MqttQos.AtLeastOnce;

    public bool DelayAcknowledgements { get; init; }

    /// <summary>Each step saves something over the one before it; the last two leave the contract.</summary>
    public static readonly IReadOnlyList<Variant> Ladder =
    [
        new("JSON, plain topics, both ways at least once") { Json = true, TopicAlias = false },
        new("columns in place of JSON") { TopicAlias = false },
        new("+ alias for the gate's topic"),
        new("+ replies subscribed at most once") { RepliesQos = MqttQos.AtMostOnce },
        new("+ TCP acknowledgements delayed") { RepliesQos = MqttQos.AtMostOnce, DelayAcknowledgements = true },
        new("+ no message expiry (not in the contract)")
        {
            RepliesQos = MqttQos.AtMostOnce, DelayAcknowledgements = true, Expiry = false,
        },
        new("+ records at most once (not in the contract)")
        {
            RepliesQos = MqttQos.AtMostOnce, DelayAcknowledgements = true, Expiry = false, RecordsQos = MqttQos.AtMostOnce,
        },
    ];
}
