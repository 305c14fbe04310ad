using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Federation.Tests.Hosts;

/// <summary>Makes sockets inside a network namespace: a socket stays where it was made, whichever thread uses it later.</summary>
internal static partial class Inside
{
    private const int NetworkNamespace = 0x4000_0000;

    /// <summary>A TCP socket inside a namespace; null: in this process's own.</summary>
    public static Socket Socket(string? name)
    {
        if (name is null) return Make();
        (Socket? socket, Exception? failure) made = default;
        var thread = new Thread(() => made = TryMake(name));
        thread.Start();
        thread.Join();
        return made.socket ?? throw new InvalidOperationException($"no socket inside {name}", made.failure);
    }

    // The thread ends after this, and its namespace with it.
    private static (Socket?, Exception?) TryMake(string name)
    {
        try
        {
            using var place = File.OpenHandle("/run/netns/" + name);
            return SetNamespace(place, NetworkNamespace) == 0 ? (Make(), null) : (null, new Win32Exception());
        }
        catch (Exception failure) when (failure is IOException or SocketException or UnauthorizedAccessException)
        {
            return (null, failure);
        }
    }

    private static Socket Make() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeHandle place, int kind);
}
