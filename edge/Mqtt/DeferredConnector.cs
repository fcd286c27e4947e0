namespace Checkpoint.Mqtt;

/// <summary>
/// Opens the connector that it stands for at the first connection. A library that is not there is a connection that fails, and is
/// looked for again at the next: what else a program does goes on meanwhile.
/// </summary>
/// <param name="open">May throw <see cref="DllNotFoundException"/>.</param>
public sealed class DeferredConnector(Func<IMqttConnector> open) : IMqttConnector, IDisposable
{
    private readonly Lock _gate = new();
    private IMqttConnector? _opened;

    /// <exception cref="MqttException">Also where the library is not there.</exception>
    public async Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation) =>
        await Opened(options).ConnectAsync(options, onMessage, cancellation).ConfigureAwait(false);

    public void Dispose() => (_opened as IDisposable)?.Dispose();

    private IMqttConnector Opened(MqttConnectionOptions options)
    {
        try
        {
            lock (_gate)
                return _opened ??= open();
        }
        catch (DllNotFoundException fault)
        {
            throw new MqttException(MqttReason.FromLocal(fault.Message), $"connect to {options.Host}:{options.Port}");
        }
    }
}
