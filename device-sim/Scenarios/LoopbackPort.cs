using System.Net;
using System.Net.Sockets;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// Free ports on 127.0.0.1, below those that the kernel gives to outgoing connections (32768 and up): so that no
/// client's own port can take the place of a server that is down for a moment. Another process may still be quicker;
/// whoever listens then picks again.
/// </summary>
public static class LoopbackPort
{
    private const int First = 20_000;
    private const int Last = 31_999;

    private static readonly HashSet<int> Given = [];
    private static readonly Lock Gate = new();

    /// <summary>One that this process has not been given before.</summary>
    public static int Pick()
    {
        lock (Gate)
        {
            for (int attempts = 0; attempts < Last - First; attempts++)
            {
                // Not from a scenario's seed: two scenarios with one seed must be able to run side by side.
                int port = Random.Shared.Next(First, Last + 1);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }
        throw new InvalidOperationException($"no free port on 127.0.0.1 between {First} and {Last}");
    }

    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
