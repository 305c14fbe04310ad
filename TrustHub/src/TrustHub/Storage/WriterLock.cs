using System.Security.Cryptography;
using Dapper;
using Federation.Hosting;
using Federation.Hosting.Storage;

namespace TrustHub.Storage;

/// <summary>
/// One writer a data folder. Holding one proves that no other process on this machine holds the folder's lock file; where
/// the lock is worth nothing (a network disk, a copied folder mounted twice) the token in the database still tells: who
/// started last took it, and every transaction of anybody else fails.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StartRefusedException">Another hub has it, or the folder cannot be written.</exception>
    public WriterLock(string dataDir)
    {
        var path = Path.Combine(dataDir, "writer.lock");
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"another hub writes in {dataDir}, or the folder cannot be written: {e.Message}");
        }
    }

    /// <summary>Puts the token into the database, and lets it into each later transaction only while it stands there.</summary>
    public void Claim(SqliteDatabase database)
    {
        database.Write((connection, transaction) =>
            connection.Execute("INSERT INTO writer (only, token) VALUES (1, @_token) ON CONFLICT DO UPDATE SET token = @_token", new { _token }, transaction));
        database.Guard = (connection, transaction) =>
        {
            if (connection.QuerySingleOrDefault<string>("SELECT token FROM writer", transaction: transaction) != _token)
                throw new IOException("another hub took this database: this one writes nothing more");
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
