using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TrustList.Testing.Hosts;

/// <summary>An nginx of one's own, from Debian's package, with a folder of its own.</summary>
public sealed class LocalNginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx", Modules = "/usr/lib/nginx/modules";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private LocalNginx(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Why none can be started here; null: one can.</summary>
    public static string? Missing => !File.Exists(Program) ? "nginx is not installed (Debian: nginx-light)"
        : !File.Exists($"{Modules}/ngx_stream_module.so") ? "nginx's stream module is not installed (Debian: libnginx-mod-stream)" : null;

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="http">What stands in <c>http { }</c>; <c>FOLDER</c> in it becomes a folder that it may write.</param>
    /// <param name="stream">What stands in <c>stream { }</c>.</param>
    /// <param name="listens">A port on which it listens.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message is its own.</exception>
    public static async Task<LocalNginx> StartAsync(string http, string stream, int listens)
    {
        var folder = Directory.CreateTempSubdirectory("federation-nginx-").FullName;
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            load_module {{Modules}}/ngx_stream_module.so;
            daemon off;
            worker_processes auto;
            pid {{folder}}/pid;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { worker_connections 4096; }
            http {
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              access_log off;
              {{http.Replace("FOLDER", folder, StringComparison.Ordinal)}}
            }
            stream { {{stream}} }
            """);
        var log = Path.Combine(folder, "error.log");
        var nginx = new LocalNginx(folder, Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-c", configuration, "-e", log]) { UseShellExecute = false, RedirectStandardError = true })!);
        for (var watch = Stopwatch.StartNew(); !await ListensAsync(listens);)
        {
            if (!nginx._process.HasExited && watch.Elapsed < Patience)
            {
                await Task.Delay(20);
                continue;
            }
            var said = File.Exists(log) ? await File.ReadAllTextAsync(log) : "";
            await nginx.DisposeAsync();
            throw new InvalidOperationException($"nginx does not start: {said}");
        }
        return nginx;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var end = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"]); // Its workers end with it.
            await end.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
