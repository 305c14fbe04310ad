using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace RegionNode.Issuer.Storage;

/// <summary>The store in one SQLite file, <c>DIR/issuer.db</c>.</summary>
internal sealed class IssuerDatabase(SqliteDatabase database) : IDurableStore
{
    private const string Name = "issuer.db";

    internal static IssuerDatabase Open(string dataDir) =>
        new(SqliteDatabase.Open(Path.Combine(dataDir, Name), Schema.Migrations));

    internal static bool ExistsIn(string dataDir) => File.Exists(Path.Combine(dataDir, Name));

    public T Read<T>(Func<SqliteConnection, T> query) => database.Read((connection, _) => query(connection));

    public T Write<T>(string act, Func<SqliteConnection, T> work) => database.Write((connection, _) => work(connection));
}
