using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Federation.Tests.Hosts;

/// <summary>
/// Takes connections at an address and leads them to a program on the loopback of its host; on the way the lines of the caller's site
/// and of the host's delay, pace or hold what passes.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    // What waits in a line at most, as in a router's buffer.
    private const int Waiting = 32;
    private readonly Socket listener;
    private readonly string host;
    private readonly int port;
    private readonly Func<IPAddress, Access[]> accesses;
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;

    private Line(Socket listener, string host, int port, Func<IPAddress, Access[]> accesses)
    {
        (this.listener, this.host, this.port, this.accesses) = (listener, host, port, accesses);
        accepting = AcceptAsync();
    }

    /// <summary>Opens one.</summary>
    /// <param name="inside">The namespace in which it listens; null: this process's own.</param>
    /// <param name="at">The address that it listens on.</param>
    /// <param name="host">The namespace whose loopback it leads to, at the same port.</param>
    /// <param name="accesses">The lines that a caller's connections pass: the caller's own, then the host's; none: both are at one site.</param>
    public static Line Open(string? inside, IPEndPoint at, string host, Func<IPAddress, Access[]> accesses)
    {
        var listener = Inside.Socket(inside);
        listener.Bind(at);
        listener.Listen(512);
        return new Line(listener, host, at.Port, accesses);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await listener.AcceptAsync(end.Token);
            client.NoDelay = true;
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var _ = client;
        try
        {
            var passes = accesses(((IPEndPoint)client.RemoteEndPoint!).Address);
            // The connection's own packets go there and back before the first byte.
            await Task.Delay(Sum(passes, 40, isToHost: true, isFirst: true) + Sum(passes, 40, isToHost: false), end.Token);
            using var server = Inside.Socket(host);
            await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), end.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            Task[] pumps = [PumpAsync(client, server, passes, isToHost: true, over), PumpAsync(server, client, passes, isToHost: false, over)];
            await Task.WhenAll(pumps);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over, which is all that there is to it.
        }
    }

    // One side's end is passed on in its turn; a side that breaks ends both.
    private static async Task PumpAsync(Socket from, Socket to, Access[] passes, bool isToHost, CancellationTokenSource over)
    {
        var line = Channel.CreateBounded<(byte[] Bytes, long Sent, TimeSpan Late)>(Waiting);
        var writing = WriteAsync(line.Reader, to, passes, over);
        var buffer = new byte[16_384];
        try
        {
            while (true)
            {
                var most = passes.All(access => access.IsPlain) ? buffer.Length : Access.Segment;
                var read = await from.ReceiveAsync(buffer.AsMemory(0, most), over.Token);
                if (read == 0) break;
                await line.Writer.WriteAsync((buffer[..read], Stopwatch.GetTimestamp(), Sum(passes, read, isToHost)), over.Token);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            await over.CancelAsync();
        }
        finally
        {
            line.Writer.Complete();
        }
        await writing;
    }

    private static async Task WriteAsync(ChannelReader<(byte[] Bytes, long Sent, TimeSpan Late)> line, Socket to, Access[] passes, CancellationTokenSource over)
    {
        try
        {
            await foreach (var (bytes, sent, late) in line.ReadAllAsync(over.Token))
            {
                if (late - Stopwatch.GetElapsedTime(sent) is var left && left > TimeSpan.Zero) await Task.Delay(left, over.Token);
                foreach (var access in passes) await access.Passes.WaitAsync(over.Token);
                for (var gone = 0; gone < bytes.Length;) gone += await to.SendAsync(bytes.AsMemory(gone), over.Token);
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await over.CancelAsync();
        }
    }

    // The caller's line carries out what the host's carries in.
    private static TimeSpan Sum(Access[] passes, int size, bool isToHost, bool isFirst = false) => passes switch
    {
        [var caller, var host] => caller.Carry(size, isOut: isToHost, isFirst) + host.Carry(size, isOut: !isToHost),
        _ => TimeSpan.Zero,
    };
}
