namespace Checkpoint.Mqtt;

/// <summary>
/// Takes one message, on the network thread that serves every connection of the connector: it must neither block nor
/// throw. An exception from it ends the process, as it cannot pass through the client library.
/// </summary>
/// <param name="message">Its spans are valid only during the call.</param>
public delegate void MqttMessageHandler(in MqttMessage message);
