using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Checkpoint.Gateway.Live;

/// <summary>The other end of <see cref="LiveServer"/>.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly Socket _socket;

    private LiveClient(Socket socket) => _socket = socket;

    /// <exception cref="SocketException">No gateway listens there, or not to this user.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The path is longer than a socket's may be.</exception>
    public static async Task<LiveClient> ConnectAsync(string folder, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, LiveServer.SocketName)), cancellation);
            return new LiveClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Ends when the gateway has stopped. What a newer gateway says and this program does not know is left out.</summary>
    public async IAsyncEnumerable<LiveLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(new NetworkStream(_socket), Encoding.UTF8);
        while (await ReadLineAsync(reader, cancellation) is { } text)
        {
            if (Parse(text) is { } line)
                yield return line;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A gateway that was killed may reset the connection rather than close it.</summary>
    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static LiveLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LiveJson.Default.LiveLine);
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
