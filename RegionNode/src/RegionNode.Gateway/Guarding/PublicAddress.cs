using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Tells addresses of the public internet from all others, by the IANA special-purpose registries: nothing private,
/// shared, loopback, link-local, multicast or reserved, and no IPv6 form that carries an IPv4 address to a translator.
/// </summary>
internal static class PublicAddress
{
    private static readonly ImmutableArray<IPNetwork> NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> NotPublic6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>True for an address that stands for one host of the public internet.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => Is(address.MapToIPv4()),
        AddressFamily.InterNetworkV6 => GlobalUnicast6.Contains(address) && !NotPublic6.Any(network => network.Contains(address)),
        _ => false,
    };
}
