using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Checkpoint.Tests.Integration.Warnings.Telling;

/// <summary>
/// A receiver of webhooks on loopback that speaks HTTP by hand, so that it can also misbehave. Each connection is one request;
/// the answers given are used one after the other, the last again and again.
/// </summary>
internal sealed class HookServer : IAsyncDisposable
{
    /// <summary>What a well-behaved receiver says.</summary>
    public static readonly HookAnswer Ok = Text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource _stop = new();

    private readonly ConcurrentQueue<HookAnswer> _answers;

    private readonly ConcurrentQueue<HookRequest> _requests = [];

    private readonly Task _accepting;

    private int _connections;

    private int _open;

    private long _sent;

    public HookServer(params HookAnswer[] answers)
    {
        _answers = new(answers.Length > 0 ? answers : [Ok]);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Of them, those that the other side has not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Bytes of answers that went out.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public IReadOnlyList<HookRequest> Requests => [.. _requests];

    public static HookAnswer Text(string answer) => async (write, cancellation) => await write(Encoding.ASCII.GetBytes(answer), cancellation);

    public static HookAnswer Status(int status, string headers = "") => Text($"HTTP/1.1 {status} Thing\r\n{headers}Content-Length: 0\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                Interlocked.Increment(ref _open);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        try
        {
            if (await ReadAsync(stream) is not { } request)
                return;
            _requests.Enqueue(request);
            var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
            await answer(
                async (bytes, cancellation) =>
                {
                    await stream.WriteAsync(bytes, cancellation);
                    Interlocked.Add(ref _sent, bytes.Length);
                },
                _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side has had enough, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<HookRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], null)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new HookRequest(lines[0], headers, body);
    }
}

/// <summary>Answers one request.</summary>
internal delegate Task HookAnswer(Func<byte[], CancellationToken, Task> write, CancellationToken cancellation);

/// <summary>What a receiver got.</summary>
internal sealed record HookRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Delivery => Headers["Checkpoint-Delivery"];
}
