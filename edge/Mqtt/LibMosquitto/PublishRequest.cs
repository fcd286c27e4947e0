namespace Checkpoint.Mqtt.LibMosquitto;

internal sealed class PublishRequest(LoopConnection connection, MqttPublication publication)
    : MqttRequest(connection)
{
    public MqttPublication Publication => publication;

    protected override string What => $"publish to {publication.Topic}";

    public override void Execute() => Connection.Publish(this);
}
