using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>How one process reaches the broker.</summary>
internal sealed class SimulatedConnector(SimulatedProcess process, SimulatedBroker broker, SimulatedLink link, WireWatch watch) : IMqttConnector
{
    private readonly List<SimulatedConnection> _open = [];

    public Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        process.RequireRunning();
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        _open.RemoveAll(connection => connection.Closed.IsCompleted);
        var connection = new SimulatedConnection(process, broker, link, watch, options, onMessage);
        _open.Add(connection);
        return connection.OpenAsync(cancellation);
    }

    /// <summary>The process has been killed: its system closes the sockets, which the broker is told of if the link is up.</summary>
    public void ProcessKilled() => _open.ForEach(connection => connection.Hangup());

    /// <summary>The board has lost power: nobody is told.</summary>
    public void PowerLost() => _open.ForEach(connection => connection.Vanish());
}
