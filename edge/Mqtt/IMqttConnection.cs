namespace Checkpoint.Mqtt;

/// <summary>
/// One network connection to a broker, from CONNACK to its end. Safe to call from any thread. Disposing it sends
/// DISCONNECT, so that the broker drops the last will.
/// </summary>
public interface IMqttConnection : IAsyncDisposable
{
    /// <summary>Completes, never faults, when the connection has ended, with the reason.</summary>
    Task<MqttReason> Closed { get; }

    /// <summary>
    /// Publishes that may be without an answer at once: the broker's Receive Maximum. One more is refused here with
    /// <see cref="MqttReason.ReceiveMaximumExceeded"/>; the client library never queues one behind the caller's back.
    /// </summary>
    int SendMaximum { get; }

    /// <summary>Subscribes to one filter; completes at SUBACK with its reason code.</summary>
    /// <exception cref="MqttException">The connection ended first.</exception>
    Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation);

    /// <summary>
    /// Publishes; completes at PUBACK with its reason code (QoS 1), or when handed to the socket (QoS 0). A PUBACK says
    /// that the broker has the message, and nothing about who else has. What this side can see is refused (too large,
    /// not a topic, too many at once) completes with that reason, and nothing is sent. Cancelling ends the wait only.
    /// </summary>
    /// <exception cref="MqttException">The connection ended first; whether the broker has the message is unknown.</exception>
    Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation);
}
