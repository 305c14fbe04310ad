using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Demo.World;
using Federation.Hosting.Tls;

namespace Federation.Tests.Keys;

/// <summary>A program's TLS key and the one that its operator puts beside it.</summary>
internal sealed class NextKey
{
    private readonly string file;
    private readonly Uri url;

    /// <summary>Of the program that keeps its keys in this folder and serves TLS there.</summary>
    internal NextKey(string dataDir, Uri url)
    {
        this.url = url;
        file = Directory.EnumerateFiles(Path.Combine(dataDir, "keys"), "*.pem").Single(name => Path.GetFileName(name) is "tls.test.pem" or "test-tls.pem");
        Before = TlsIdentity.Load(file);
        Pem = TlsIdentity.CreateKeyPem();
        After = TlsIdentity.FromPem(Pem);
    }

    internal TlsIdentity Before { get; }

    internal TlsIdentity After { get; }

    internal string Pem { get; }

    internal string[] Both => [Before.Pin, After.Pin];

    /// <summary>Puts something where the next key belongs.</summary>
    internal void Put(string text) => File.WriteAllText(file + ".next", text);

    /// <summary>The pin of the key that a new connection is shown.</summary>
    internal async Task<string> ShownAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port);
        var pin = "";
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = url.Host,
            ClientCertificateContext = After.Context,
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
            {
                pin = Pins.Of((X509Certificate2)shown!);
                return true;
            },
        });
        return pin;
    }

    /// <summary>Waits until new connections are shown the next key, and then until the old pin is forgotten.</summary>
    internal async Task ChangedAsync(CancellationToken cancel)
    {
        await Wait.Until($"{url} shows its next key", async () => await ShownAsync() == After.Pin, cancel);
        await Wait.Until($"{url} forgets its old pin", () => Task.FromResult(!File.Exists(file + ".old")), cancel);
    }

    /// <summary>What its health warns of.</summary>
    internal static async Task<string> WarningsAsync(HttpClient client, Uri url)
    {
        using (client)
            return JsonNode.Parse(await client.GetStringAsync(new Uri(url, "/health/ready")))!["warnings"]!.ToJsonString();
    }
}
