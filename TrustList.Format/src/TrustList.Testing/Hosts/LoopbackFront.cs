using System.Net;
using System.Net.Sockets;

namespace TrustList.Testing.Hosts;

/// <summary>
/// What stands before several instances, as a balancer of TCP connections would: each new connection goes to the first
/// backend that is up, whose connections end when it is marked down. It looks into nothing that passes.
/// </summary>
public sealed class LoopbackFront : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Backend[] _backends;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    private LoopbackFront(int port, IEnumerable<int> backends)
    {
        _backends = [.. backends.Select(backend => new Backend(backend))];
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Listens on a port of loopback.</summary>
    /// <param name="port">The port.</param>
    /// <param name="backends">Where connections go, in the order of preference; all begin as up.</param>
    public static LoopbackFront Start(int port, IEnumerable<int> backends) => new(port, backends);

    /// <summary>As a balancer does: asks each backend over and over, and leaves out who does not answer in time, also one that stands still.</summary>
    /// <param name="isUp">Asks the backend at this place in the list.</param>
    /// <param name="every">The pause between two rounds.</param>
    /// <param name="end">Ends it.</param>
    /// <param name="fronts">Those that have this list of backends.</param>
    public static async Task WatchAsync(Func<int, Task<bool>> isUp, TimeSpan every, CancellationToken end, params LoopbackFront[] fronts)
    {
        ArgumentNullException.ThrowIfNull(isUp);
        while (!end.IsCancellationRequested)
        {
            for (var n = 0; n < fronts[0]._backends.Length; n++)
            {
                var up = await isUp(n);
                foreach (var front in fronts)
                    front.Mark(n, up);
            }
            await Task.Delay(every, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Marks a backend, by its place in the list, up or down.</summary>
    public void Mark(int place, bool isUp) => _backends[place].Mark(isUp);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var backend in _backends)
            backend.Mark(isUp: false);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_end.Token);
            client.NoDelay = true;
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using (client)
        {
            foreach (var backend in _backends.Where(backend => backend.IsUp))
            {
                using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, backend.Down);
                try
                {
                    await server.ConnectAsync(IPAddress.Loopback, backend.Port, end.Token);
                }
                catch (Exception refused) when (refused is SocketException or OperationCanceledException)
                {
                    continue;
                }
                await Task.WhenAny(PumpAsync(client, server, end.Token), PumpAsync(server, client, end.Token));
                await end.CancelAsync();
                return;
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken end)
    {
        var buffer = new byte[16_384];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, end)) > 0;)
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), end);
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over, which is all that there is to it.
        }
    }

    private sealed class Backend(int port)
    {
        private CancellationTokenSource _down = new();

        public int Port => port;

        public bool IsUp => !_down.IsCancellationRequested;

        public CancellationToken Down => _down.Token;

        public void Mark(bool isUp)
        {
            if (isUp && !IsUp)
                _down = new CancellationTokenSource();
            else if (!isUp)
                _down.Cancel();
        }
    }
}
