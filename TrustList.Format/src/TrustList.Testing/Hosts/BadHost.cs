using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TrustList.Testing.Hosts;

namespace TrustList.Testing;

/// <summary>
/// A server on loopback, HTTP/2 over TLS, that answers well or does wrong as it is told: with a connection
/// (<see cref="ConnectionFault"/>), with its certificate, or in the answer (<see cref="Misbehaviour"/>). It counts who came.
/// </summary>
public sealed class BadHost : IAsyncDisposable
{
    private WebApplication app = null!;
    private int connections;
    private int requests;

    private BadHost(X509Certificate2 certificate, RequestDelegate answer)
    {
        Certificate = certificate;
        Answer = answer;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What it shows to new connections.</summary>
    public X509Certificate2 Certificate { get; set; }

    /// <summary>How it answers when it does no wrong.</summary>
    public RequestDelegate Answer { get; set; }

    /// <summary>What it does wrong with new connections; null: nothing.</summary>
    public ConnectionFault? Connection { get; set; }

    /// <summary>What it does wrong with answers; null: nothing.</summary>
    public Misbehaviour? Wrong { get; set; }

    /// <summary>The media type of a wrong answer.</summary>
    public string? ContentType { get; set; }

    /// <summary>Connections that were opened to it.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Requests that reached it.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Starts one on a free port.</summary>
    public static async Task<BadHost> StartAsync(X509Certificate2 certificate, RequestDelegate answer)
    {
        var builder = SimulatedHost.Builder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var host = new BadHost(certificate, answer);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.Use(next => connection => host.ConnectAsync(connection, next));
                listen.UseHttps(host.Secure);
            });
        });
        host.app = builder.Build();
        host.app.Run(host.AnswerAsync);
        await host.app.StartAsync();
        host.Url = new Uri(host.app.Urls.Single());
        return host;
    }

    /// <summary>Listens no more and cuts every connection: from now on connections are refused.</summary>
    public async Task CloseAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await app.DisposeAsync();
    }

    private void Secure(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) => Certificate;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (_, _, _) => true;
        https.SslProtocols = SslProtocols.Tls13;
        https.OnAuthenticate = (_, tls) =>
        {
            tls.AllowTlsResume = false;
            tls.ApplicationProtocols = [Connection is ConnectionFault.OldProtocol ? SslApplicationProtocol.Http11 : SslApplicationProtocol.Http2];
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationFlags = X509VerificationFlags.AllFlags,
            };
        };
    }

    private async Task ConnectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        Interlocked.Increment(ref connections);
        switch (Connection)
        {
            case null or ConnectionFault.OldProtocol:
                await next(connection);
                break;
            case ConnectionFault.Reset:
                connection.Abort();
                break;
            case ConnectionFault.PlainText:
                await connection.Transport.Output.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                break;
            case ConnectionFault.Silence:
                await Task.Delay(Timeout.Infinite, connection.ConnectionClosed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        if (Wrong is not { } wrong)
        {
            await Answer(context);
            return;
        }
        context.Response.ContentType = ContentType;
        await MisbehavingAnswers.WriteAsync(context, wrong, []);
    }
}
