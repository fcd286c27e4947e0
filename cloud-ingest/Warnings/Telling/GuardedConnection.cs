using System.Net;
using System.Net.Sockets;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// Connects for one webhook: the addresses looked at are the very ones connected to, so that a name that changes in between
/// (DNS rebinding) leads nowhere else.
/// </summary>
internal sealed class GuardedConnection(Webhook webhook)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = found.Select(PublicAddress.Plain).Where(IsAllowed).Distinct().ToArray();
        if (allowed.Length == 0)
            throw new AddressRefusedException($"{host} is at no address that may be sent to ({string.Join(", ", found.Take(4).Select(address => address.ToString()))})");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What travels in the clear stays in a network that the operator has named.</summary>
    private bool IsAllowed(IPAddress address) =>
        webhook.Allowed.Any(network => network.Contains(address)) || (webhook.Url.Scheme == Uri.UriSchemeHttps && PublicAddress.Is(address));
}
