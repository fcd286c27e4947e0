namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>A command that waits for an answer of the broker, and the task that its caller awaits, in one object.</summary>
internal abstract class MqttRequest(LoopConnection connection)
    : TaskCompletionSource<MqttReason>(TaskCreationOptions.RunContinuationsAsynchronously), ILoopCommand
{
    private CancellationTokenRegistration _cancellation;

    public LoopConnection Connection => connection;

    protected abstract string What { get; }

    public abstract void Execute();

    /// <summary>To be called before the request is posted.</summary>
    public void CancelWith(CancellationToken token)
    {
        if (token.CanBeCanceled)
            _cancellation = token.UnsafeRegister(static (request, t) => ((MqttRequest)request!).TrySetCanceled(t), this);
    }

    public void Answer(MqttReason reason)
    {
        _cancellation.Unregister();
        TrySetResult(reason);
    }

    public void Abandon(MqttReason reason)
    {
        _cancellation.Unregister();
        TrySetException(new MqttException(reason, What));
    }
}
