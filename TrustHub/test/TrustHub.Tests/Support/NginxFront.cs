using System.Globalization;
using TrustList.Testing;
using TrustList.Testing.Hosts;

namespace TrustHub.Tests.Support;

/// <summary>nginx with the files of deploy/nginx; only the addresses and the folder of the cache are others.</summary>
public sealed class NginxFront : IAsyncDisposable
{
    private readonly LocalNginx _nginx;

    private NginxFront(LocalNginx nginx, int publicPort, int nodePort) =>
        (_nginx, Http, Nodes) = (nginx, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{publicPort}") }, new Uri($"https://127.0.0.1:{nodePort}"));

    /// <summary>A client of its public side.</summary>
    public HttpClient Http { get; }

    /// <summary>Its nodes' side.</summary>
    public Uri Nodes { get; }

    public static async Task<NginxFront> StartAsync(Uri hub, Uri nodes)
    {
        var ports = Ports.Free(2);
        var http = Adapted("hub-public.conf", ("server 127.0.0.1:5001 ", $"server {hub.Authority} "), ("listen 80;", $"listen 127.0.0.1:{Text(ports[0])};"), ("/var/cache/nginx/federation", "FOLDER/cache"));
        var stream = Adapted("hub-nodes.conf", ("server 127.0.0.1:5002 ", $"server {nodes.Authority} "), ("listen 5443;", $"listen 127.0.0.1:{Text(ports[1])};"));
        return new NginxFront(await LocalNginx.StartAsync(http, stream, ports[0]), ports[0], ports[1]);
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return _nginx.DisposeAsync();
    }

    private static string Adapted(string file, params (string Was, string Is)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "deploy", "nginx", file));
        foreach (var (was, now) in changes)
        {
            Assert.Contains(was, text, StringComparison.Ordinal);
            text = text.Replace(was, now, StringComparison.Ordinal);
        }
        return text;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
