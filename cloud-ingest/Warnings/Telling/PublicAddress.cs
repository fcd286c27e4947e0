using System.Net;
using System.Net.Sockets;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// Which addresses belong to the public internet. All others are somebody's own network, this machine, or a cloud's metadata
/// service, and whoever can change a webhook's name in the DNS must not reach them through us.
/// </summary>
public static class PublicAddress
{
    /// <summary>IANA's IPv4 special-purpose registry (RFC 6890 and later), multicast and class E.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's metadata service, at an address that looks public.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Of IPv6 only global unicast is public, but for protocol assignments (Teredo among them), documentation and 6to4.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialSix = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Is(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(plain))
            : GlobalUnicast.Contains(plain) && !SpecialSix.Any(network => network.Contains(plain));
    }

    /// <summary>An IPv4 address that is written as an IPv6 one, as itself.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
