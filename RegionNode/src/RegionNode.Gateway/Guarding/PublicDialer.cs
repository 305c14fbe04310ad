using System.Net;
using System.Net.Sockets;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Connects to public addresses alone. The name is looked up once, and the very addresses that were judged are connected to:
/// a name that stands for another address a moment later (DNS rebinding) gains nothing.
/// </summary>
internal sealed class PublicDialer(Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
{
    /// <summary>With the system's names.</summary>
    public static PublicDialer OfSystem { get; } = new(Dns.GetHostAddressesAsync);

    /// <summary>An open connection.</summary>
    /// <exception cref="ForbiddenAddressException">The name stands for no public address.</exception>
    /// <exception cref="SocketException">No address answers, or the name is unknown.</exception>
    public async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken cancel)
    {
        var addresses = (await lookUp(to.Host, cancel)).Where(PublicAddress.Is).ToArray();
        if (addresses.Length == 0) throw new ForbiddenAddressException(to.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
