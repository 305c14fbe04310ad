using System.Net.Sockets;

namespace TrustHub.Tests.Support;

/// <summary>The way to a PostgreSQL server's socket, which a test can cut: from then on nothing passes and nothing is answered.</summary>
public sealed class DatabaseLine : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private volatile bool _isCut;

    public DatabaseLine(string host)
    {
        const string Name = ".s.PGSQL.5432";
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, Name)));
        _listener.Listen();
        _ = AcceptAsync(Path.Combine(host, Name));
    }

    /// <summary>The folder of the socket, in place of the server's.</summary>
    public string Host => _folder.Path;

    /// <summary>Lets nothing through any more.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Lets through again, also what was held up.</summary>
    public void Mend() => _isCut = false;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _folder.Dispose();
    }

    private async Task AcceptAsync(string server)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_end.Token);
                var there = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await there.ConnectAsync(new UnixDomainSocketEndPoint(server), _end.Token);
                _ = PumpAsync(client, there);
                _ = PumpAsync(there, client);
            }
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        using (from)
        {
            var buffer = new byte[65_536];
            try
            {
                for (int read; (read = await from.ReceiveAsync(buffer, _end.Token)) > 0;)
                {
                    while (_isCut)
                        await Task.Delay(20, _end.Token);
                    for (var sent = 0; sent < read;)
                        sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _end.Token);
                }
                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                to.Dispose();
            }
        }
    }
}
