using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Federation.Hosting.Tls;

/// <summary>
/// The client's side of pinned TLS, for <see cref="HttpClient"/> and (as <c>GrpcChannelOptions.HttpHandler</c>) for
/// gRPC channels.
/// </summary>
public static class PinnedHandler
{
    /// <summary>
    /// The same with a key that may change: each new request is sent with the key in use then. Requests under way end as they began.
    /// </summary>
    /// <param name="key">The caller's key.</param>
    /// <param name="serverPins">The pins accepted now; empty means nobody.</param>
    /// <param name="set">What else is to be set.</param>
    public static HttpMessageHandler Create(TlsKey key, Func<IReadOnlySet<string>> serverPins, Action<SocketsHttpHandler>? set = null) => new RotatingHandler(key, identity =>
    {
        var handler = Create(identity, serverPins);
        set?.Invoke(handler);
        return handler;
    });

    /// <summary>
    /// A handler that talks only to servers whose key has one of the pins of <paramref name="serverPins"/>, asked
    /// again for each new connection; a connection lives at most two minutes, so that a withdrawn pin ends.
    /// It proves <paramref name="identity"/> where the server asks. It follows no redirect, uses no proxy and keeps
    /// no cookie; it waits ten seconds for a connection. A wrong key fails the call with <see cref="HttpRequestException"/> (inner: <see cref="AuthenticationException"/>).
    /// </summary>
    /// <param name="identity">The caller's key; null calls without one.</param>
    /// <param name="serverPins">The pins accepted now; empty means nobody.</param>
    public static SocketsHttpHandler Create(TlsIdentity? identity, Func<IReadOnlySet<string>> serverPins) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10), // Within the caller's own deadline, if it is nearer.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 16,
        EnableMultipleHttp2Connections = true,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = identity?.Context,
            CertificateChainPolicy = PinnedChainPolicy.Create(),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && serverPins().Contains(Pins.Of(shown)),
        },
    };
}
