using System.Diagnostics;
using System.Security.Cryptography;
using TrustList.Testing.Peers;

namespace TrustList.Testing.Databases;

/// <summary>
/// A Redis server of one's own, from Debian's package: a free port of the loopback interface, a password, nothing on disk; ends
/// with the process that started it, even where that is killed.
/// </summary>
public sealed class LocalRedis : IAsyncDisposable
{
    private const string Server = "/usr/bin/redis-server";
    private const string Client = "/usr/bin/redis-cli";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("federation-redis-").FullName;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private Process? _shell;

    private LocalRedis()
    {
    }

    /// <summary>Why none can be started here; null: one can.</summary>
    public static string? Missing => File.Exists(Server) ? null : "Redis is not installed (Debian: redis-server)";

    /// <summary>Its port; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>How a gateway reaches it: a connection string without the password.</summary>
    public string Connection => $"127.0.0.1:{Port}";

    /// <summary>The file that holds the password.</summary>
    public string PasswordFile => Path.Combine(_folder, "password");

    private string ProcessNumber => File.ReadAllText(Path.Combine(_folder, "redis.pid")).Trim();

    /// <summary>Starts one.</summary>
    /// <param name="settings">Lines of its configuration beside those that make it one's own, as <c>maxmemory 10mb</c>.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message is its own.</exception>
    public static async Task<LocalRedis> StartAsync(params string[] settings)
    {
        var redis = new LocalRedis();
        await File.WriteAllTextAsync(redis.PasswordFile, redis._password);
        for (var tries = 1; ; tries++)
        {
            redis.Port = Ports.Free(1)[0]; // Somebody else may take it meanwhile.
            await File.WriteAllLinesAsync(Path.Combine(redis._folder, "redis.conf"),
            [
                "bind 127.0.0.1", $"port {redis.Port}", $"requirepass {redis._password}", "save \"\"", "appendonly no", "databases 1",
                $"dir {redis._folder}", $"pidfile {redis._folder}/redis.pid", $"logfile {redis._folder}/log", "daemonize no", .. settings,
            ]);
            try
            {
                await redis.StartServerAsync();
                return redis;
            }
            catch (InvalidOperationException) when (tries < 3)
            {
                // Another port.
            }
        }
    }

    /// <summary>Starts it again, on the same port and with nothing in it.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartServerAsync()
    {
        File.Delete(Log);
        // A shell between: it ends the server when told to, or when the pipe ends because this process did; then nobody wants the folder.
        var script = $"{Server} {_folder}/redis.conf & p=$!; gone=; read -r _ || gone=1; kill -KILL $p; wait $p; [ -z \"$gone\" ] || rm -rf {_folder}";
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await CommandAsync("PING") is "PONG") return;
            }
            catch (InvalidOperationException) when (watch.Elapsed < Patience && !_shell.HasExited && !Said("Failed"))
            {
                await Task.Delay(20);
            }
            catch (InvalidOperationException e)
            {
                await StopServerAsync();
                throw new InvalidOperationException($"Redis does not start: {(File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "")}", e);
            }
        }
    }

    /// <summary>Ends it at once; what it held is gone.</summary>
    public async Task StopServerAsync()
    {
        if (_shell is not { } shell) return;
        _shell = null;
        await shell.StandardInput.WriteLineAsync("stop");
        shell.StandardInput.Close();
        await shell.WaitForExitAsync().WaitAsync(Patience);
        shell.Dispose();
    }

    /// <summary>Lets it be silent: connections stand and nothing is answered.</summary>
    public Task PauseAsync() => Signal("-STOP");

    /// <summary>Lets it answer again.</summary>
    public Task ResumeAsync() => Signal("-CONT");

    /// <summary>Runs a command as its administrator; gives what redis-cli prints.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> CommandAsync(params string[] words)
    {
        var start = new ProcessStartInfo(Client, ["-h", "127.0.0.1", "-p", $"{Port}", "-e", .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REDISCLI_AUTH"] = _password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode == 0 ? (await output).TrimEnd('\n') : throw new InvalidOperationException($"redis-cli: {await errors}{await output}");
    }

    /// <summary>Ends it and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_shell is { } shell)
        {
            shell.StandardInput.Close(); // The shell removes the folder, also where this process ends meanwhile.
            await shell.WaitForExitAsync().WaitAsync(Patience);
            shell.Dispose();
        }
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private string Log => Path.Combine(_folder, "log");

    private bool Said(string word) => File.Exists(Log) && File.ReadAllText(Log).Contains(word, StringComparison.Ordinal);

    private Task Signal(string signal) => PeerProcess.RunAsync("/bin/kill", "/", "", Patience, signal, ProcessNumber);
}
