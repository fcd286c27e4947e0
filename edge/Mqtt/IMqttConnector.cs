namespace Checkpoint.Mqtt;

/// <summary>Opens connections to an MQTT 5 broker. The one seam between this system and a client library.</summary>
public interface IMqttConnector
{
    /// <summary>
    /// Connects with a clean start. The connection returned is good for one network connection only: after it has
    /// closed, whatever the client library still queued is gone with it, and the caller connects anew.
    /// </summary>
    /// <param name="onMessage">Called for each message, one at a time, on the network thread: it must not block.</param>
    /// <exception cref="MqttException">The broker could not be reached or refused; carries the reason by name.</exception>
    Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation);
}
