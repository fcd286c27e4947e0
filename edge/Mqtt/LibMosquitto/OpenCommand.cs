namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>Hands a connecting client over to the loop.</summary>
internal sealed class OpenCommand(LoopConnection connection) : ILoopCommand
{
    public LoopConnection Connection => connection;

    public void Execute() => connection.OnOpen();

    public void Abandon(MqttReason reason) => connection.EndUnopened(reason);
}
