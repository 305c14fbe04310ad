using System.Security.Authentication;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Federation.Hosting.Tests.Tls;

public sealed class PinnedTlsTests : IDisposable
{
    private readonly TlsIdentity _server = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly TlsIdentity _client = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly TlsIdentity _stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task Accepts_both_pinned_keys_and_tells_the_request_who_calls()
    {
        await using var host = await StartAsync(ClientCertificateMode.RequireCertificate, pin => pin == _client.Pin);
        using var http = Http(_client, _server.Pin);
        Assert.Equal(_client.Pin, await http.GetStringAsync(host.Url));
    }

    [Fact]
    public async Task Rejects_a_server_of_another_key()
    {
        await using var host = await StartAsync(ClientCertificateMode.NoCertificate, null);
        using var http = Http(_client, _stranger.Pin);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(host.Url));
        Assert.IsType<AuthenticationException>(failure.InnerException);
    }

    [Fact]
    public async Task Rejects_every_server_when_no_pin_is_known()
    {
        await using var host = await StartAsync(ClientCertificateMode.NoCertificate, null);
        using var http = Http(_client);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(host.Url));
    }

    [Fact]
    public async Task Rejects_a_client_of_another_key_and_one_without_any()
    {
        var reached = 0;
        await using var host = await StartAsync(
            ClientCertificateMode.RequireCertificate, pin => pin == _client.Pin, () => Interlocked.Increment(ref reached));
        using var stranger = Http(_stranger, _server.Pin);
        using var nobody = Http(null, _server.Pin);
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetStringAsync(host.Url));
        await Assert.ThrowsAsync<HttpRequestException>(() => nobody.GetStringAsync(host.Url));
        Assert.Equal(0, reached);
    }

    [Fact]
    public async Task Tells_apart_callers_with_and_without_a_key_where_one_is_optional()
    {
        await using var host = await StartAsync(ClientCertificateMode.AllowCertificate, null);
        using var known = Http(_client, _server.Pin);
        using var nobody = Http(null, _server.Pin);
        Assert.Equal(_client.Pin, await known.GetStringAsync(host.Url));
        Assert.Equal("nobody", await nobody.GetStringAsync(host.Url));
    }

    [Fact]
    public async Task Rejects_a_new_connection_after_the_pin_was_withdrawn_on_either_side()
    {
        var serverPins = new HashSet<string>(StringComparer.Ordinal) { _server.Pin };
        var clientPins = new HashSet<string>(StringComparer.Ordinal) { _client.Pin };
        await using var host = await StartAsync(ClientCertificateMode.RequireCertificate, clientPins.Contains);
        async Task CallAsync()
        {
            using var http = new HttpClient(PinnedHandler.Create(_client, () => serverPins));
            await http.GetStringAsync(host.Url);
        }
        await CallAsync();
        clientPins.Clear();
        await Assert.ThrowsAsync<HttpRequestException>(CallAsync);
        clientPins.Add(_client.Pin);
        await CallAsync();
        serverPins.Clear();
        await Assert.ThrowsAsync<HttpRequestException>(CallAsync);
    }

    [Fact]
    public async Task Rejects_plain_HTTP_on_a_TLS_port()
    {
        await using var host = await StartAsync(ClientCertificateMode.NoCertificate, null);
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new UriBuilder(host.Url) { Scheme = "http" }.Uri));
    }

    [Fact]
    public async Task Keeps_its_pin_when_loaded_again()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("tls.test.pem"), TlsIdentity.CreateKeyPem());
        using var one = TlsIdentity.Load(folder.File("tls.test.pem"));
        using var two = TlsIdentity.Load(folder.File("tls.test.pem"));
        Assert.True(Pins.IsPin(one.Pin));
        Assert.Equal(one.Pin, two.Pin);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Rejects_a_key_file_that_is_absent_or_no_key(string? content)
    {
        using var folder = new TemporaryFolder();
        if (content is not null)
            File.WriteAllText(folder.File("tls.pem"), content);
        Assert.Throws<StartRefusedException>(() => TlsIdentity.Load(folder.File("tls.pem")));
    }

    [Fact]
    public void Rejects_a_key_on_another_curve()
    {
        using var folder = new TemporaryFolder();
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        File.WriteAllText(folder.File("tls.pem"), key.ExportPkcs8PrivateKeyPem());
        Assert.Throws<StartRefusedException>(() => TlsIdentity.Load(folder.File("tls.pem")));
    }

    private Task<LoopbackHost> StartAsync(ClientCertificateMode mode, Func<string, bool>? clientPins, Action? reached = null) =>
        LoopbackHost.StartAsync(
            app => app.MapGet("/", (HttpContext context) =>
            {
                reached?.Invoke();
                return context.ClientPin() ?? "nobody";
            }),
            listen => listen.UsePinnedTls(_server, mode, clientPins));

    private static HttpClient Http(TlsIdentity? identity, params string[] serverPins) =>
        new(PinnedHandler.Create(identity, () => serverPins.ToHashSet(StringComparer.Ordinal)));
}
