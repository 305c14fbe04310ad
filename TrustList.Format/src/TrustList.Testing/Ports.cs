using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TrustList.Testing;

/// <summary>
/// Free ports of the loopback interface for servers whose address is needed before they listen, or again after they ended:
/// below those that Linux gives to outgoing connections, each given out once by this process.
/// </summary>
public static class Ports
{
    private const int First = 10_000, Count = 22_000;
    private static int next = RandomNumberGenerator.GetInt32(Count);

    /// <summary>That many different ports that were free a moment ago.</summary>
    public static int[] Free(int count) =>
        [.. Enumerable.Range(0, Count).Select(_ => First + (int)((uint)Interlocked.Increment(ref next) % Count)).Where(IsFree).Take(count)];

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
