using System.Diagnostics;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The issuer as its own process, which can be killed without a word.</summary>
internal sealed class IssuerProcess : IDisposable
{
    private readonly Process process;

    private IssuerProcess(Process started) => process = started;

    internal static IssuerProcess Start(IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(NodeOptions).Assembly.Location);
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new IssuerProcess(started);
    }

    internal bool HasExited => process.HasExited;

    /// <summary>SIGKILL.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
