using System.Net;
using System.Net.Sockets;

namespace RegionNode.Gateway.Guarding;

/// <summary>What stands for the address of a caller without a name where strangers are counted apart. It is kept nowhere else.</summary>
internal static class CallerAddress
{
    private const int NetworkBytes = 8; // Whoever has an IPv6 address has a /64 of them.

    /// <summary>The whole of an IPv4 address, the network of an IPv6 address; nothing where none is known.</summary>
    public static string Name(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };
}
