namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>Something to be done for a connection on the loop thread, the only one that touches its native client.</summary>
internal interface ILoopCommand
{
    LoopConnection Connection { get; }

    void Execute();

    /// <summary>Called instead of <see cref="Execute"/> when there is no loop any more.</summary>
    void Abandon(MqttReason reason);
}
