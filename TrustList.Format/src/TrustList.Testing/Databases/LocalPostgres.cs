using System.Diagnostics;
using System.Security.Cryptography;
using TrustList.Testing.Peers;

namespace TrustList.Testing.Databases;

/// <summary>
/// A PostgreSQL 15 server of one's own, from Debian's package: own data folder, a Unix socket and no port, ends with the
/// process that started it, and its data with both, even where that is killed. Its server process runs as the user postgres
/// where this runs as root.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const string Superuser = "keeper";

    /// <summary>The role that owns the databases; no superuser.</summary>
    public const string Role = "node";

    private const string Memory = "/dev/shm";
    private const long RoomInMemory = 3L << 30;

    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly bool _durable;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private Process? _server;

    private LocalPostgres(string folder, bool durable) => (_folder, _durable) = (folder, durable);

    /// <summary>Why none can be started here; null: one can.</summary>
    public static string? Missing => File.Exists(Path.Combine(Programs, "initdb")) ? null : "PostgreSQL 15 is not installed (Debian: postgresql-15)";

    /// <summary>The file that holds the password of <see cref="Role"/>.</summary>
    public string PasswordFile => Path.Combine(_folder, "password");

    /// <summary>The folder of its socket.</summary>
    public string Host => _folder;

    /// <summary>How its administrator calls psql in a shell.</summary>
    public string AdministratorsPsql => $"env PGPASSWORD={_password} {Programs}/psql --no-psqlrc -h {_folder} -U {Superuser} -d postgres";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="durable">
    /// Whether what it commits survives a power cut (fsync, on disk). Tests of programs do not need it: theirs lies in memory
    /// where there is room, since a database is many small files. Tests of what a server's end leaves behind do.
    /// </param>
    /// <exception cref="InvalidOperationException">It cannot be made; the message is its own.</exception>
    public static async Task<LocalPostgres> StartAsync(bool durable = false)
    {
        var server = new LocalPostgres(NewFolder(inMemory: !durable && HasRoomInMemory()), durable);
        await server.MakeAsync();
        await server.StartServerAsync();
        await server.SqlAsync("postgres", $"CREATE ROLE {Role} LOGIN PASSWORD '{server._password}'");
        return server;
    }

    /// <summary>Makes a database, owned by <see cref="Role"/>: empty, or a copy of one that nobody works in.</summary>
    public Task CreateAsync(string database, string? template = null) =>
        SqlAsync("postgres", $"CREATE DATABASE {database} OWNER {Role}{(template is null ? "" : $" TEMPLATE {template} STRATEGY FILE_COPY")}");

    /// <summary>Removes a database and cuts its connections.</summary>
    public Task DropAsync(string database) => SqlAsync("postgres", $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>How a node reaches a database: a connection string of Npgsql without the password.</summary>
    public string ConnectionOf(string database) => $"Host={Host};Database={database};Username={Role}";

    /// <summary>How its administrator reaches a database: a connection string of Npgsql without the password, which <see cref="PasswordFile"/> holds too.</summary>
    public string AdministratorsConnectionOf(string database) => $"Host={Host};Database={database};Username={Superuser}";

    /// <summary>Writes a database to a file, while others work in it.</summary>
    public Task DumpAsync(string database, string file) => RunAsync("pg_dump", "--format=custom", $"--file={file}", "--dbname", database);

    /// <summary>The whole content of a database as text.</summary>
    public Task<string> TextAsync(string database) => RunAsync("pg_dump", "--inserts", "--dbname", database);

    /// <summary>Puts a dump in the place of a database; nobody works in it.</summary>
    public async Task RestoreAsync(string database, string file)
    {
        await DropAsync(database);
        await CreateAsync(database);
        await RunAsync("pg_restore", "--exit-on-error", "--dbname", database, file);
    }

    /// <summary>Runs statements as the superuser; gives what psql prints, unaligned.</summary>
    public Task<string> SqlAsync(string database, string sql) =>
        RunAsync("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--dbname", database, "--command", sql);

    /// <summary>Cuts every connection to a database.</summary>
    public Task CutAsync(string database) =>
        SqlAsync("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()");

    /// <summary>Starts the server again, on the same socket and data.</summary>
    public async Task StartServerAsync()
    {
        // A shell between: it stops the server when told to, or when the pipe ends because this process did; then nobody wants the data.
        var settings = _durable ? "" : "-c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=256MB";
        var script = $"{Programs}/postgres -D {Data} -k {_folder} -c listen_addresses='' -c max_connections=300 {settings} >>{_folder}/log 2>&1 & p=$!; gone=; read -r _ || gone=1; kill -INT $p; wait $p; [ -z \"$gone\" ] || rm -rf {_folder}";
        _server = Start("sh", "-c", script);
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_server.HasExited || watch.Elapsed > Patience)
                throw new InvalidOperationException($"PostgreSQL does not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
            await Task.Delay(50);
        }
    }

    /// <summary>Stops the server as an administrator would in a hurry: connections are cut, what was committed stays.</summary>
    public async Task StopServerAsync()
    {
        if (_server is not { } server)
            return;
        _server = null;
        await server.StandardInput.WriteLineAsync("stop");
        server.StandardInput.Close();
        await server.WaitForExitAsync().WaitAsync(Patience);
        server.Dispose();
    }

    /// <summary>Ends the server at once, as a crash would: the next start recovers what was committed.</summary>
    public async Task CrashServerAsync()
    {
        var number = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0].Trim();
        await PeerProcess.RunAsync("/bin/kill", "/", "", Patience, "-QUIT", number);
        await StopServerAsync();
    }

    /// <summary>Stops it and removes all its data.</summary>
    public async ValueTask DisposeAsync()
    {
        _server?.StandardInput.Close(); // The shell removes the data, also where this process ends meanwhile.
        if (_server is { } server)
            await server.WaitForExitAsync().WaitAsync(Patience);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static string NewFolder(bool inMemory)
    {
        const string Name = "federation-pg-";
        if (!inMemory)
            return Directory.CreateTempSubdirectory(Name).FullName;
        return Directory.CreateDirectory(Path.Combine(Memory, $"{Name}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}"), OnlyOwner).FullName;
    }

    private static bool HasRoomInMemory() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > RoomInMemory;

    private async Task MakeAsync()
    {
        await File.WriteAllTextAsync(PasswordFile, _password);
        File.SetUnixFileMode(PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess)
            await PeerProcess.RunAsync("/bin/chown", "/", "", Patience, "-R", "postgres:", _folder);
        await RunAsync("initdb", "-D", Data, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", PasswordFile, "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await SqlAsync("postgres", "SELECT 1");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(Path.Combine(Programs, program), arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {await errors}");
    }

    private Process Start(string program, params string[] arguments)
    {
        // The server refuses to run as root.
        IEnumerable<string> asUser = Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--init-groups", program] : [];
        var start = new ProcessStartInfo(Environment.IsPrivilegedProcess ? "/usr/bin/setpriv" : program, [.. asUser, .. arguments])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGHOST"] = _folder;
        start.Environment["PGUSER"] = Superuser;
        start.Environment["PGPASSWORD"] = _password;
        start.Environment["PGOPTIONS"] = "-c client_min_messages=warning";
        return Process.Start(start)!;
    }
}
