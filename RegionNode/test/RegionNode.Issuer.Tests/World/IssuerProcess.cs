using System.Collections.Concurrent;
using System.Diagnostics;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The issuer as its own process, which can be killed without a word.</summary>
internal sealed class IssuerProcess : IDisposable
{
    private const int LinesKept = 30;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private IssuerProcess(Process started)
    {
        process = started;
        started.OutputDataReceived += (_, line) => Keep(line.Data);
        started.ErrorDataReceived += (_, line) => Keep(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
    }

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
        return new IssuerProcess(Process.Start(start)!);
    }

    internal bool HasExited => process.HasExited;

    /// <summary>What it said last.</summary>
    internal string Said => string.Join('\n', lines);

    /// <summary>SIGSTOP.</summary>
    internal void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    internal void Thaw() => Signal("-CONT");

    /// <summary>SIGKILL.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (lines.Count > LinesKept)
            lines.TryDequeue(out _);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("/bin/kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
