using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;

namespace Demo.World;

/// <summary>A program's TLS key and the one that its operator puts beside it.</summary>
public sealed class NextKey
{
    private readonly string file;
    private readonly Uri url;

    /// <summary>Of the program that keeps its keys in this folder and serves TLS there.</summary>
    public NextKey(string dataDir, Uri url)
    {
        this.url = url;
        file = Directory.EnumerateFiles(Path.Combine(dataDir, "keys"), "*.pem").Single(name => Path.GetFileName(name) is "tls.test.pem" or "test-tls.pem");
        Before = TlsIdentity.Load(file);
        Pem = TlsIdentity.CreateKeyPem();
        After = TlsIdentity.FromPem(Pem);
    }

    /// <summary>The key in use when this was made.</summary>
    public TlsIdentity Before { get; }

    /// <summary>The next one.</summary>
    public TlsIdentity After { get; }

    /// <summary>The next one, as a file.</summary>
    public string Pem { get; }

    /// <summary>The pins of both.</summary>
    public string[] Both => [Before.Pin, After.Pin];

    /// <summary>Puts something where the next key belongs.</summary>
    public void Put(string text) => File.WriteAllText(file + ".next", text);

    /// <summary>The pin of the key that a new connection is shown.</summary>
    public async Task<string> ShownAsync()
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
    public async Task ChangedAsync(CancellationToken cancel)
    {
        await Wait.Until($"{url} shows its next key", async () => await ShownAsync() == After.Pin, cancel);
        await Wait.Until($"{url} forgets its old pin", () => Task.FromResult(!File.Exists(file + ".old")), cancel);
    }

    /// <summary>What its health warns of.</summary>
    public static async Task<string> WarningsAsync(HttpClient client, Uri url)
    {
        using (client)
            return JsonNode.Parse(await client.GetStringAsync(new Uri(url, "/health/ready")))!["warnings"]!.ToJsonString();
    }

    /// <summary>Tells a program by which pins it knows another from now on.</summary>
    public static void Peer(string dataDir, string name, params string[] pins)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataDir, "peers")).FullName;
        File.WriteAllLines(Path.Combine(folder, name + ".pins.new"), pins);
        File.Move(Path.Combine(folder, name + ".pins.new"), Path.Combine(folder, name + ".pins"), overwrite: true);
    }
}
