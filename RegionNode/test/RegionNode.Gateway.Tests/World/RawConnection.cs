using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace RegionNode.Gateway.Tests.World;

/// <summary>A TLS connection to a gateway on which a test writes what no HTTP client would.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly TcpClient _tcp;
    private readonly SslStream _tls;

    private RawConnection(TcpClient tcp, SslStream tls) => (_tcp, _tls) = (tcp, tls);

    public static async Task<RawConnection> Open(GatewayUnderTest gateway)
    {
        var (tcp, to) = (new TcpClient(), gateway.Next());
        await tcp.ConnectAsync(to.Host, to.Port);
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = to.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is System.Security.Cryptography.X509Certificates.X509Certificate2 shown && Federation.Hosting.Tls.Pins.Of(shown) == gateway.Pin,
        });
        return new RawConnection(tcp, tls);
    }

    public Task Write(string text) => _tls.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>What is answered to these bytes until the gateway closes the connection.</summary>
    public async Task<string> Say(string text)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            await Write(text);
            while (await _tls.ReadAsync(buffer).AsTask().WaitAsync(Patience) is > 0 and var read) answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Closed while bytes were still on their way: what was said before counts.
        }
        return answer.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _tcp.Dispose();
    }
}
