using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Deploy.Tests.Installing;

/// <summary>A folder that stands for an empty machine, and the release that is installed there. Programs that were started there end with it.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("install-test-");

    /// <param name="release">False: with nothing to install, for what is refused before.</param>
    internal Machine(bool release = true)
    {
        Directory.CreateDirectory(Release);
        if (release) BuiltRelease.Make(Release, "1.0.0-test");
        else File.Copy(BuiltRelease.Script, Path.Combine(Release, "install"));
    }

    internal string Release => Path.Combine(folder.FullName, "release");

    internal string Root => Path.Combine(folder.FullName, "machine");

    internal string Desk => Directory.CreateDirectory(Path.Combine(folder.FullName, "desk")).FullName;

    internal string Of(string path) => Path.Combine(Root, path);

    /// <summary>Free ports of the loopback interface.</summary>
    internal static int[] Ports(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var one in listeners) one.Start();
        int[] ports = [.. listeners.Select(one => ((IPEndPoint)one.LocalEndpoint).Port)];
        foreach (var one in listeners) one.Dispose();
        return ports;
    }

    /// <summary>The release's own script.</summary>
    internal Task<(int Code, string Said)> InstallAsync(params string[] arguments) => ShellAsync(["bash", Path.Combine(Release, "install"), .. arguments, "--prefix", Root]);

    internal Task<(int Code, string Said)> InstallHubAsync(params string[] more) => InstallAsync(["hub", "--public", "http://127.0.0.1:5001", "--nodes", "https://127.0.0.1:5002", .. more]);

    internal async Task<(int Code, string Said)> ShellAsync(IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Desk };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Every file below the machine with its mode, length, time and, of a link, where it leads.</summary>
    internal IReadOnlyList<string> Inventory() => Directory.Exists(Root)
        ? [.. new DirectoryInfo(Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => $"{entry.FullName} {entry.UnixFileMode} {entry.LinkTarget} {(entry is FileInfo file ? $"{file.LastWriteTimeUtc:O}" : "")}").Order(StringComparer.Ordinal)]
        : [];

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Desk, "*.pid"))
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(File.ReadAllText(file), null));
                process.Kill();
                process.WaitForExit();
            }
            catch (ArgumentException)
            {
                // It ended before.
            }
        }
        folder.Delete(recursive: true);
    }
}
