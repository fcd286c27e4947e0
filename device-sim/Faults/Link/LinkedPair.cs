using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Checkpoint.DeviceSim.Faults.Link;

/// <summary>One connection through the link: the client's socket, the server's, and what is on its way between them.</summary>
internal sealed class LinkedPair(Socket client, LinkWay up, LinkWay down) : IDisposable
{
    /// <summary>About a packet: coarser chunks would arrive in jerks on a slow link.</summary>
    private const int ChunkBytes = 1400;

    /// <summary>On a link without a rate, where nothing else bounds what is on its way.</summary>
    private const int MostChunks = 4096;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _reset = new();

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _reset.Dispose();
    }

    /// <summary>Both ends get a reset; nothing happens if they have closed already.</summary>
    public void Reset()
    {
        try
        {
            _reset.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // It has ended by itself.
            }

            socket.Dispose();
        }
    }

    /// <summary>Until both ends have closed, or one was reset.</summary>
    public async Task PassAsync(IPEndPoint server, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _reset.Token);
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(server, either.Token).ConfigureAwait(false);
            await Task.WhenAll(
                PassAsync(client, _server, up, either), PassAsync(_server, client, down, either)).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    private static async Task PassAsync(Socket from, Socket to, LinkWay way, CancellationTokenSource either)
    {
        var chunks = Channel.CreateBounded<(byte[] Bytes, TimeSpan At)>(MostChunks);
        try
        {
            await Task.WhenAll(ReadAsync(from, way, chunks.Writer, either.Token), WriteAsync(to, way, chunks.Reader, either))
                .ConfigureAwait(false);
        }
        catch
        {
            await either.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ReadAsync(
        Socket from, LinkWay way, ChannelWriter<(byte[] Bytes, TimeSpan At)> chunks, CancellationToken cancellation)
    {
        var buffer = new byte[16 * ChunkBytes];
        while (true)
        {
            await way.RoomAsync(cancellation).ConfigureAwait(false);
            var most = way.Conditions.BytesPerSecond is null ? buffer.Length : ChunkBytes;
            var count = await from.ReceiveAsync(buffer.AsMemory(0, most), cancellation).ConfigureAwait(false);
            await chunks.WriteAsync((buffer[..count], way.Enter(count)), cancellation).ConfigureAwait(false);
            if (count == 0)
                return;
        }
    }

    /// <summary>An empty chunk is the end of what is sent; it too takes its time.</summary>
    private static async Task WriteAsync(
        Socket to, LinkWay way, ChannelReader<(byte[] Bytes, TimeSpan At)> chunks, CancellationTokenSource either)
    {
        while (true)
        {
            var (bytes, at) = await chunks.ReadAsync(either.Token).ConfigureAwait(false);
            await way.ArriveAsync(at, bytes.Length, either.Token).ConfigureAwait(false);
            if (bytes.Length == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            for (var sent = 0; sent < bytes.Length;)
                sent += await to.SendAsync(bytes.AsMemory(sent), either.Token).ConfigureAwait(false);
        }
    }
}
