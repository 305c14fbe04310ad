using System.Diagnostics;
using Federation.Hosting.Tls;

namespace Federation.Bench.Gateway;

/// <summary>A <see cref="BarePeer"/> as a process, with the settings of the gateway's process.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    private PeerProcess(Process process, Uri url, string pin) => (this.process, Url, Pin) = (process, url, pin);

    internal Uri Url { get; }

    internal string Pin { get; }

    internal static async Task<PeerProcess> StartAsync(params string[] args)
    {
        var info = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "bench.dll"), BarePeer.Verb, .. args])
            info.ArgumentList.Add(argument);
        info.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(info)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the peer did not start");
        var (url, pin) = line.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidOperationException(line);
        return new PeerProcess(process, new Uri(url), pin);
    }

    /// <summary>The processor time that it has used.</summary>
    internal TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>A client that knows it by its pin.</summary>
    internal HttpClient Client() => new(PinnedHandler.Create(identity: null, () => new HashSet<string>(StringComparer.Ordinal) { Pin })) { BaseAddress = Url };

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
            process.Kill();
        process.Dispose();
    }
}
