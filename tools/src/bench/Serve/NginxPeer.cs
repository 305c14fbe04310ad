using TrustList.Testing;
using TrustList.Testing.Hosts;

namespace Federation.Bench.Serve;

/// <summary>nginx with the hub's own public folder, set up as its manual advises for files: sendfile, open files kept, no access log.</summary>
internal static class NginxPeer
{
    /// <summary>One that serves, and where; null with a word on standard error where nginx is not installed.</summary>
    public static async Task<(LocalNginx Nginx, Uri Url)?> StartAsync(string files)
    {
        if (LocalNginx.Missing is { } missing)
        {
            Console.Error.WriteLine($"bench: nginx is left out ({missing})");
            return null;
        }
        var port = Ports.Free(1)[0];
        var http = $$"""
            types { application/json json; application/statuslist+cwt cwt; application/statuslist+jwt jwt; }
            sendfile on;
            tcp_nopush on;
            tcp_nodelay on;
            keepalive_requests 1000000;
            open_file_cache max=2000 inactive=60s;
            open_file_cache_valid 1s;
            server { listen 127.0.0.1:{{port}}; root {{files}}; }
            """;
        return (await LocalNginx.StartAsync(http, "", port), new Uri($"http://127.0.0.1:{port}"));
    }
}
