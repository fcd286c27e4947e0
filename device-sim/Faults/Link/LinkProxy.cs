using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.DeviceSim.Faults.Link;

/// <summary>
/// A bad network before a TCP server on loopback: slow, far, silent one way or both, cut, or not there at all. Its state
/// may be changed at any time and holds for open connections too, which share the link's rate. Safe to call from any
/// thread.
/// </summary>
public sealed class LinkProxy : IAsyncDisposable
{
    /// <summary>
    /// The kernel's own buffers would be a further queue of up to megabytes, so they are kept as small as it allows.
    /// </summary>
    private const int SocketBufferBytes = 8 * 1024;

    private const int PortAttempts = 5;

    private readonly IPEndPoint _upstream;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<LinkedPair, Task> _open = [];
    private readonly Task _accepting;
    private volatile bool _isRefusing;
    private long _accepted;

    private LinkProxy(IPEndPoint upstream, LinkConditions conditions, Socket listener)
    {
        (_upstream, _listener) = (upstream, listener);
        (Up, Down) = (new LinkWay(conditions), new LinkWay(conditions));
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Connections that were ever taken.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    public int OpenConnections => _open.Count;

    /// <summary>Bytes that have passed from those who connect to the server.</summary>
    public long BytesUp => Up.Bytes;

    public long BytesDown => Down.Bytes;

    private LinkWay Up { get; }

    private LinkWay Down { get; }

    /// <param name="port">Of the server, on 127.0.0.1.</param>
    /// <exception cref="SocketException">No port could be had.</exception>
    public static LinkProxy Start(int port, LinkConditions? conditions = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.ReceiveBufferSize = SocketBufferBytes;
                listener.Bind(new IPEndPoint(IPAddress.Loopback, LoopbackPort.Pick()));
                listener.Listen(128);
                return new LinkProxy(new IPEndPoint(IPAddress.Loopback, port), conditions ?? LinkConditions.Perfect, listener);
            }
            catch (SocketException) when (attempt < PortAttempts)
            {
                listener.Dispose(); // another process took the port in between
            }
        }
    }

    /// <summary>From now on.</summary>
    public void Set(LinkConditions conditions) => (Up.Conditions, Down.Conditions) = (conditions, conditions);

    /// <summary>
    /// Half-open: what is sent that way is held back, and goes on its way once the silence is over, if both ends still are
    /// there. New connections are taken, and meet the same silence.
    /// </summary>
    public void Silence(LinkSilence ways) =>
        (Up.IsSilent, Down.IsSilent) = (ways.HasFlag(LinkSilence.Up), ways.HasFlag(LinkSilence.Down));

    /// <summary>Resets every open connection, at both ends; what was on its way is lost.</summary>
    public void Cut()
    {
        foreach (var pair in _open.Keys)
            pair.Reset();
    }

    /// <summary>While so, whoever connects is reset at once. Open connections stay.</summary>
    public void Refuse(bool refusing) => _isRefusing = refusing;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Cut();
        await Task.WhenAll(_open.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Interlocked.Increment(ref _accepted);
            var pair = new LinkedPair(client, Up, Down);
            if (_isRefusing)
                pair.Reset();
            _open[pair] = ServeAsync(pair);
        }
    }

    private async Task ServeAsync(LinkedPair pair)
    {
        await Task.Yield(); // so that it is in the table before it can end
        try
        {
            await pair.PassAsync(_upstream, _stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(pair, out _);
            pair.Dispose();
        }
    }
}
