using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TrustList.Testing.Telemetry;

/// <summary>A Prometheus of one's own, from Debian's package: it scrapes one collector each second and evaluates rules; ends with the process that started it.</summary>
public sealed class LocalPrometheus : IAsyncDisposable
{
    private const string Server = "/usr/bin/prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("federation-prometheus-").FullName;
    private readonly HttpClient _http = new();
    private Process? _shell;

    private LocalPrometheus()
    {
    }

    /// <summary>Why none can be started here; null: one can.</summary>
    public static string? Missing => File.Exists(Server) ? null : "Prometheus is not installed (Debian: prometheus)";

    /// <summary>Starts one.</summary>
    /// <param name="collector">Whose <c>/metrics</c> it scrapes.</param>
    /// <param name="rules">Files of rules.</param>
    public static async Task<LocalPrometheus> StartAsync(OtlpCollector collector, string rules)
    {
        var prometheus = new LocalPrometheus();
        var (port, config) = (Ports.Free(1)[0], Path.Combine(prometheus._folder, "prometheus.yml"));
        await File.WriteAllTextAsync(config, $"""
            global: {"{scrape_interval: 1s, evaluation_interval: 1s}"}
            rule_files: ['{rules}']
            scrape_configs:
              - job_name: collector
                honor_labels: true
                static_configs: [{"{"}targets: ['{collector.Url.Authority}']{"}"}]
            """);
        // The shell ends it when nobody holds its input any more.
        prometheus._shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{Server} --config.file={config} --storage.tsdb.path={prometheus._folder}/data --web.listen-address=127.0.0.1:{port} --log.level=error 2>{prometheus._folder}/log & p=$!; read x; kill $p; wait $p"])
        {
            RedirectStandardInput = true, UseShellExecute = false,
        });
        prometheus._http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        return prometheus;
    }

    /// <summary>The values of a query once there are any that are such: each with its labels as Prometheus writes them.</summary>
    public async Task<IReadOnlyList<JsonNode>> Until(string query, Func<IReadOnlyList<JsonNode>, bool> such)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var found = await Ask(query);
            if (such(found)) return found;
            if (watch.Elapsed > Patience) throw new InvalidOperationException($"{query}: {string.Join('\n', found.Select(node => node.ToJsonString()))} {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_shell is { } shell)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IReadOnlyList<JsonNode>> Ask(string query)
    {
        try
        {
            var answer = JsonNode.Parse(await _http.GetStringAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative)))!;
            return [.. answer["data"]!["result"]!.AsArray().Select(node => node!)];
        }
        catch (HttpRequestException)
        {
            return []; // It does not listen yet.
        }
    }
}
