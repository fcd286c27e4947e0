using System.Net;
using System.Net.Sockets;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>Accepts one connection and answers CONNECT with given bytes: what a real broker cannot be made to say.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    public static readonly byte[] ConnAck = [0x20, 0x03, 0x00, 0x00, 0x00];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();

    public ScriptedBroker(params byte[] answer)
    {
        _listener.Start();
        Served = ServeAsync(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the client has gone.</summary>
    public Task Served { get; }

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(_ended.Token);
        NetworkStream stream = client.GetStream();
        var buffer = new byte[4096];
        _ = await stream.ReadAsync(buffer, _ended.Token); // CONNECT is small, and what it says does not matter here
        await stream.WriteAsync(answer, _ended.Token);
        while (await stream.ReadAsync(buffer, _ended.Token) > 0)
        {
            // Whatever else the client says is left unanswered.
        }
    }
}
