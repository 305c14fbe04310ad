using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Federation.Hosting.Tls;

/// <summary>The server's side of pinned TLS, for Kestrel.</summary>
public static class PinnedTlsExtensions
{
    /// <summary>
    /// Serves TLS with <paramref name="identity"/>. A client certificate is admitted to the connection when
    /// <paramref name="clientPins"/> accepts its pin, or, where that is null, always: then each request decides by
    /// <see cref="Pins.ClientPin"/>. Either way the handshake proves that the client holds the key.
    /// A listener that requires certificates speaks TLS 1.3 alone. Sessions are not resumed, so that a pin which
    /// left the signed record gets no new connection.
    /// </summary>
    public static ListenOptions UsePinnedTls(
        this ListenOptions listen, TlsIdentity identity, ClientCertificateMode mode, Func<string, bool>? clientPins = null) =>
        listen.UsePinnedTls(TlsKey.Of(identity), mode, clientPins);

    /// <summary>The same with a key that may change: each new connection proves the key in use then.</summary>
    public static ListenOptions UsePinnedTls(
        this ListenOptions listen, TlsKey key, ClientCertificateMode mode, Func<string, bool>? clientPins = null) =>
        listen.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => key.Now.Certificate;
            https.ClientCertificateMode = mode;
            https.ClientCertificateValidation = (certificate, _, _) => clientPins is null || clientPins(Pins.Of(certificate));
            https.CheckCertificateRevocation = false;
            https.HandshakeTimeout = TimeSpan.FromSeconds(5);
            https.SslProtocols = mode == ClientCertificateMode.RequireCertificate
                ? SslProtocols.Tls13
                : SslProtocols.Tls12 | SslProtocols.Tls13;
            https.OnAuthenticate = (_, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null; // The context below is made once for each key, not once for each handshake.
                tls.ServerCertificateContext = key.Now.Context;
                tls.CertificateChainPolicy = PinnedChainPolicy.Create();
                tls.AllowTlsResume = false;
            };
        });
}
