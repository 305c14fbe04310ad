using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Demo.World;

/// <summary>One program of the federation as a process of its own, with its log in a file.</summary>
public sealed partial class Child : IAsyncDisposable
{
    private readonly Process process;
    private readonly StreamWriter log;

    private Child(string name, Process process, StreamWriter log)
    {
        Name = name;
        this.process = process;
        this.log = log;
    }

    /// <summary>What it is called in logs and messages.</summary>
    public string Name { get; }

    /// <summary>True until the process has ended.</summary>
    public bool Running => !process.HasExited;

    /// <summary>Starts a built program with settings as arguments.</summary>
    public static Child Start(string name, string program, string logFile, IEnumerable<string> arguments)
    {
        var log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var process = new Process { StartInfo = Info(program, arguments) };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new Child(name, process, log);
    }

    /// <summary>Runs a program to its end and gives exit code and standard output.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = Info(program, arguments) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Asks the program to stop (SIGTERM) and waits; after five seconds it is killed.</summary>
    public async Task Stop()
    {
        if (process.HasExited) return;
        _ = Signal(process.Id, 15);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends it as a failure of power would (SIGKILL): the program gets to do nothing more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        process.Dispose();
        lock (log) log.Dispose();
    }

    private static ProcessStartInfo Info(string program, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        info.ArgumentList.Add(program);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        // Thirteen programs share two cores here: small heaps and quick start matter more than peak rate.
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x18000000";
        return info;
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is null) return;
        lock (log)
        {
            if (log.BaseStream is { CanWrite: true }) log.WriteLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
