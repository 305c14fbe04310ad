using Microsoft.Data.Sqlite;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>An issuer's database: SQLite's file in its folder, or a database of its own on one server.</summary>
public sealed class SiteDatabase(RegionSite site, LocalPostgres? server)
{
    /// <summary>Its name on the server.</summary>
    public string Name => $"region_{site.Region.Code}";

    /// <summary>What leads the issuer and its verbs there.</summary>
    public string[] Settings => server is null ? [] : [$"--Node:Database={server.ConnectionOf(Name)}", $"--Node:DatabasePasswordFile={server.PasswordFile}"];

    /// <summary>Makes the empty database; SQLite's file the node makes itself.</summary>
    public Task MakeAsync() => server?.CreateAsync(Name) ?? Task.CompletedTask;

    /// <summary>Bytes as this database writes them in a statement.</summary>
    public string Literal(ReadOnlyMemory<byte> bytes) =>
        server is null ? $"x'{Convert.ToHexString(bytes.Span)}'" : $"'\\x{Convert.ToHexString(bytes.Span)}'::bytea";

    /// <summary>Runs a statement past the issuer, as somebody who got hold of the database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        if (server is not null)
        {
            await server.SqlAsync(Name, sql);
            return;
        }

        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(site.IssuerData, "issuer.db"), ForeignKeys = false, Pooling = false,
        }.ToString());
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
