using System.Net;
using System.Net.Sockets;

namespace Demo.World;

/// <summary>Free ports of the loopback interface.</summary>
public static class Ports
{
    /// <summary>That many different ports that were free a moment ago.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
