using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Federation.Hosting.Tests.Tls;

public sealed class StrangeCertificateTests
{
    [Fact]
    public async Task Accepts_an_expired_certificate_around_a_pinned_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var expired = Certificate(key, "CN=expired").CreateSelfSigned(
            new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2002, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await LoopbackHost.StartAsync(app => app.MapGet("/", () => "in"), listen => listen.UseHttps(expired));
        using var http = new HttpClient(PinnedHandler.Create(null, () => new HashSet<string>(StringComparer.Ordinal) { Pins.Of(expired) }));
        Assert.Equal("in", await http.GetStringAsync(host.Url));
    }

    /// <summary>A caller must not be able to make the server fetch from an address of the caller's choice.</summary>
    [Fact]
    public async Task Rejects_a_stranger_without_fetching_the_issuer_that_its_certificate_names()
    {
        using var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Certificate(key, "CN=stranger");
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(
            ocspUris: null, caIssuersUris: [$"http://127.0.0.1:{((IPEndPoint)trap.LocalEndpoint).Port}/issuer.der"]));
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var unsigned = request.Create(
            new X500DistinguishedName("CN=absent issuer"), X509SignatureGenerator.CreateForECDsa(issuerKey), from, from.AddYears(50), [1]);
        using var stranger = unsigned.CopyWithPrivateKey(key);
        using var server = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        await using var host = await LoopbackHost.StartAsync(
            app => app.MapGet("/", () => "in"),
            listen => listen.UsePinnedTls(server, ClientCertificateMode.RequireCertificate, _ => false));

        using var handler = PinnedHandler.Create(null, () => new HashSet<string>(StringComparer.Ordinal) { server.Pin });
        handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(stranger, null, offline: true);
        using var http = new HttpClient(handler);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(host.Url));
        Assert.False(trap.Pending());
    }

    private static CertificateRequest Certificate(ECDsa key, string name) => new(name, key, HashAlgorithmName.SHA256);
}
