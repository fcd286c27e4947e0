namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>A command without an answer, to a connection that the loop has: close, abort.</summary>
internal sealed class LoopCommand(LoopConnection connection, Action execute) : ILoopCommand
{
    public LoopConnection Connection => connection;

    public void Execute() => execute();

    public void Abandon(MqttReason reason)
    {
        // The loop ends its connections itself.
    }
}
