using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Demo.World;

/// <summary>One program of the federation as a process of its own, with its log in a file.</summary>
public sealed partial class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    /// <summary>What it is called in logs and messages.</summary>
    public string Name { get; }

    /// <summary>True until the process has ended.</summary>
    public bool Running => !process.HasExited;

    /// <summary>The processor time it has used.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Its threads and its open files, as the system counts them; null: it has ended.</summary>
    public (int Threads, int Files)? Handles
    {
        get
        {
            try
            {
                return (Directory.GetDirectories($"/proc/{process.Id}/task").Length, Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Stops it in its tracks: it keeps its connections and answers nothing, until it is thawed.</summary>
    public void Freeze() => _ = Signal(process.Id, 19);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _ = Signal(process.Id, 18);

    /// <summary>Starts a built program with settings as arguments.</summary>
    public static Child Start(string name, string program, string logFile, IEnumerable<string> arguments, Place? place = null)
    {
        // The shell leads its output to the file and becomes the program: what it says costs nobody else a wake-up.
        var process = Process.Start(Settings(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", logFile, .. place?.Before ?? [], "dotnet", program, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true }))!;
        return new Child(name, process);
    }

    /// <summary>Runs a program to its end and gives exit code and standard output.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(string program, IEnumerable<string> arguments, CancellationToken cancel, Place? place = null)
    {
        string[] words = [.. place?.Before ?? [], "dotnet", program, .. arguments];
        using var process = new Process { StartInfo = Settings(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true }) };
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
    }

    private static ProcessStartInfo Settings(ProcessStartInfo info)
    {
        // Thirteen programs share two cores here: small heaps and quick start matter more than peak rate, except to who measures it and says so.
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment.TryAdd("DOTNET_TieredPGO", "0");
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x18000000";
        return info;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
