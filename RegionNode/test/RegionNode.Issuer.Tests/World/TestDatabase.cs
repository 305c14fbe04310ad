using System.Text.RegularExpressions;
using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;
using RegionNode.Issuer.Storage;
using TrustList.Testing.Databases;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The database of one region: SQLite's file, or a database of its own in the run's PostgreSQL where FEDERATION_STORE says postgres.</summary>
internal sealed partial class TestDatabase : IAsyncDisposable
{
    /// <summary>The database that those of the run's server are copied from: the tables, and no row that a node writes.</summary>
    private const string Template = "migrated";

    private static readonly Lazy<Task<LocalPostgres>> Run = new(StartAsync);
    private static int made;
    private readonly string name;

    private TestDatabase(string dataDir, string name, LocalPostgres? server)
    {
        (this.name, Server) = (name, server);
        Place = server is null ? new DatabasePlace(dataDir, TestKeys: true)
            : new DatabasePlace(dataDir, TestKeys: true, server.ConnectionOf(name), server.PasswordFile);
    }

    internal static bool IsPostgres => Environment.GetEnvironmentVariable("FEDERATION_STORE") == "postgres";

    /// <summary>The run's server; null: SQLite.</summary>
    internal LocalPostgres? Server { get; }

    internal DatabasePlace Place { get; }

    /// <summary>Arguments that lead a node or a verb there.</summary>
    internal string[] Settings => Place.IsPostgres ? [$"--Node:Database={Place.Connection}", $"--Node:DatabasePasswordFile={Place.PasswordFile}"] : [];

    /// <summary>SQLite's file, whatever the run is on.</summary>
    internal static TestDatabase OnSqlite(string dataDir) => new(dataDir, "", server: null);

    /// <summary>A new one; in a server of the test's own where that is given, and empty there: its node makes the tables.</summary>
    internal static async Task<TestDatabase> NewAsync(string dataDir, LocalPostgres? own = null)
    {
        if (!IsPostgres && own is null)
            return new TestDatabase(dataDir, "", server: null);
        var server = own ?? await Run.Value;
        var name = $"region_{Interlocked.Increment(ref made)}";
        await server.CreateAsync(name, own is null ? Template : null);
        return new TestDatabase(dataDir, name, server);
    }

    /// <summary>Copies it as a backup takes it; the issuer is stopped.</summary>
    internal Task BackupAsync(string folder) => Server is null ? CopyAsync(Place.DataDir, folder) : Server.DumpAsync(name, Dump(folder));

    /// <summary>Puts a backup back; the issuer is stopped.</summary>
    internal Task RestoreAsync(string folder) => Server is null ? CopyAsync(folder, Place.DataDir) : Server.RestoreAsync(name, Dump(folder));

    /// <summary>Everything that the database's files hold, for a search.</summary>
    internal async Task<byte[]> ContentAsync() => Server is null
        ? [.. Directory.EnumerateFiles(Place.DataDir, "issuer.db*").SelectMany(File.ReadAllBytes)]
        : Bytes(await Server.TextAsync(name));

    // A dump writes bytes in hexadecimal: here they stand as they are, so that what is in them is found, and digits of what is sealed are not.
    private static byte[] Bytes(string dump)
    {
        using var content = new MemoryStream(dump.Length);
        var at = 0;
        foreach (var bytes in Hexadecimal().EnumerateMatches(dump))
        {
            content.Write(System.Text.Encoding.UTF8.GetBytes(dump, at, bytes.Index - at));
            content.Write(Convert.FromHexString(dump.AsSpan(bytes.Index + 2, bytes.Length - 2)));
            at = bytes.Index + bytes.Length;
        }
        content.Write(System.Text.Encoding.UTF8.GetBytes(dump, at, dump.Length - at));
        return content.ToArray();
    }

    [GeneratedRegex(@"\\x(?:[0-9a-f]{2})+", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    /// <summary>Its name in the server.</summary>
    internal string Name => name;

    /// <summary>Cuts every connection; with SQLite there are none.</summary>
    internal Task CutAsync() => Server?.CutAsync(name) ?? Task.CompletedTask;

    /// <summary>Lets nobody in any more, and cuts those who are.</summary>
    internal async Task CloseAsync()
    {
        await Server!.SqlAsync("postgres", $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await Server.CutAsync(name);
    }

    internal Task ReopenAsync() => Server!.SqlAsync("postgres", $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DropAsync(name);
    }

    // Written by the server's user.
    private string Dump(string folder) => Path.Combine(Server!.Host, $"{name}-{Path.GetFileName(folder)}.dump");

    private static Task CopyAsync(string from, string to)
    {
        SqliteConnection.ClearAllPools();
        foreach (var old in Directory.EnumerateFiles(to, "issuer.db*"))
            File.Delete(old);
        foreach (var file in Directory.EnumerateFiles(from, "issuer.db*"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return Task.CompletedTask;
    }

    private static async Task<LocalPostgres> StartAsync()
    {
        var server = await LocalPostgres.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        await server.CreateAsync(Template);
        PostgresDatabase.Open(PostgresPlace.Of(server.ConnectionOf(Template), server.PasswordFile), IssuerDatabase.ForPostgres).Dispose();
        await server.SqlAsync(Template, "DELETE FROM owner");
        return server;
    }
}
