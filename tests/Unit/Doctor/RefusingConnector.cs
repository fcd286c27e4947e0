using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Unit.Doctor;

/// <summary>A broker that can't be had, for one reason.</summary>
internal sealed class RefusingConnector(MqttReason reason) : IMqttConnector
{
    public int Asked { get; private set; }

    public Task<IMqttConnection> ConnectAsync(MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        Asked++;
        throw new MqttException(reason, "connect");
    }
}
