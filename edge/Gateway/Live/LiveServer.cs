using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Live;

/// <summary>
/// Lets people watch the gate at work, through a socket beside its outbox that only the gateway's user may open. Nobody has
/// to watch: where it can't listen the gate works all the same, and says so in the log.
/// </summary>
internal sealed class LiveServer(LiveTap tap, string folder, ILogger logger) : BackgroundService
{
    public const string SocketName = "live.sock";

    private const int MostBytesAtOnce = 16 * 1024;
    private const int Backlog = 4;

    /// <summary>A watcher that takes nothing for so long keeps others out.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private Socket? _listener;

    private string SocketPath => Path.Combine(folder, SocketName);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _listener = Listen();
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            logger.LogWarning("Nobody can watch: {Socket}: {Fault}", SocketPath, fault.Message);
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Close();
    }

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_listener is not { } listener)
            return;
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stoppingToken);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(socket, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(serving);
        }
        catch (SocketException fault)
        {
            logger.LogWarning("Nobody can watch any more: {Fault}", fault.Message);
        }
    }

    private void Close()
    {
        if (_listener is null)
            return;
        _listener.Dispose();
        _listener = null;
        File.Delete(SocketPath);
    }

    /// <summary>
    /// The folder is this gateway's alone, by its lock, so a socket found there is left from one that was killed. Nobody can
    /// connect before the mode is set: nothing listens yet.
    /// </summary>
    private Socket Listen()
    {
        File.Delete(SocketPath);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
            File.SetUnixFileMode(SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            listener.Listen(Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        using (socket)
        {
            var queue = new LiveQueue();
            if (!tap.Join(queue))
            {
                await UntilGoneAsync(RefuseAsync(socket, stop));
                return;
            }

            using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var sending = UntilGoneAsync(SendAsync(socket, queue, gone.Token));

            // Watchers have nothing to say: whatever comes from one, or that nothing can come any more, is its end.
            var hangUp = UntilGoneAsync(socket.ReceiveAsync(new byte[1], gone.Token).AsTask());
            await Task.WhenAny(sending, hangUp);
            tap.Leave(queue);
            await gone.CancelAsync();
            await Task.WhenAll(sending, hangUp);
        }
    }

    private async Task UntilGoneAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception left) when (left is SocketException or OperationCanceledException)
        {
            logger.LogDebug("A watcher has left: {Why}", left.Message);
        }
    }

    private static async Task RefuseAsync(Socket socket, CancellationToken stop)
    {
        var lines = new MemoryStream();
        Write(lines, new LiveLine.Refused(0, $"{LiveTap.MostWatchers} others watch already"));
        await SendAllAsync(socket, lines.ToArray(), stop);
    }

    private static async Task SendAsync(Socket socket, LiveQueue queue, CancellationToken gone)
    {
        var lines = new MemoryStream();
        while (await queue.WaitAsync(gone))
        {
            lines.SetLength(0);
            var lost = queue.TakeLost();
            LiveLine? last = null;
            while (lines.Length < MostBytesAtOnce && queue.TryTake(out var line))
                Write(lines, last = line);
            if (lost > 0)
                Write(lines, new LiveLine.Lost(last?.AtUs ?? 0, lost));
            await SendAllAsync(socket, lines.GetBuffer().AsMemory(0, (int)lines.Length), gone);
        }
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken gone)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(gone);
        slow.CancelAfter(SendTimeout);
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, slow.Token)..];
    }

    private static void Write(MemoryStream lines, LiveLine line)
    {
        JsonSerializer.Serialize(lines, line, LiveJson.Default.LiveLine);
        lines.WriteByte((byte)'\n');
    }
}
