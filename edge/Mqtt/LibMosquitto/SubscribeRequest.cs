namespace Checkpoint.Mqtt.LibMosquitto;

internal sealed class SubscribeRequest(LoopConnection connection, string filter, MqttQos qos)
    : MqttRequest(connection)
{
    public string Filter => filter;

    public MqttQos Qos => qos;

    protected override string What => $"subscribe to {filter}";

    public override void Execute() => Connection.Subscribe(this);
}
