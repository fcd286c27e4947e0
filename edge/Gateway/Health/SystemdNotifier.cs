using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Checkpoint.Gateway.Health;

/// <summary>
/// Tells systemd how the service is (sd_notify(3)): one datagram to the socket it names in the environment. Says nothing
/// where there is none. The package for it can't be restored where this is built, and this is all that is needed of it.
/// </summary>
public sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _systemd;

    /// <param name="environment">Reads a variable; null if it is not set.</param>
    public SystemdNotifier(Func<string, string?> environment)
    {
        if (environment("NOTIFY_SOCKET") is not { Length: > 1 } path)
            return;

        // A leading @ stands for the zero byte of an abstract name.
        _systemd = new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        if (long.TryParse(environment("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0)
            WatchdogEvery = TimeSpan.FromMicroseconds(microseconds / 2.0);
    }

    /// <summary>Half of what systemd allows between two signs of life, as it recommends; null if it watches for none.</summary>
    public TimeSpan? WatchdogEvery { get; }

    public bool IsUsed => _socket is not null;

    public void Ready() => Send("READY=1");

    public void Stopping() => Send("STOPPING=1");

    public void Alive() => Send("WATCHDOG=1");

    public void Dispose() => _socket?.Dispose();

    /// <summary>A word that is lost is no reason to stop: the watchdog will speak up if need be.</summary>
    private void Send(string word)
    {
        try
        {
            _socket?.SendTo(Encoding.ASCII.GetBytes(word), _systemd!);
        }
        catch (SocketException)
        {
            return;
        }
    }
}
