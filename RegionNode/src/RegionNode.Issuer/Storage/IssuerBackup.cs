using System.Globalization;
using Dapper;
using Federation.Hosting.Backups;
using Microsoft.Data.Sqlite;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Inception;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// What of an issuer is backed up: <c>issuer.db</c> where the database is SQLite's, what the province's operators signed, and who may call. Never keys of its own, and
/// not <c>signed-moves</c>: put back with an old database it would have forgotten the same.
/// </summary>
internal static class IssuerBackup
{
    private static readonly string[] Folders = [RegionFolders.Inception, RegionFolders.Inbox, RegionFolders.Emergency, CallerKeys.Folder, "registry", "peers"];

    internal static BackedUpProgram Of(IConfiguration settings) => DatabasePlace.Of(settings, "").IsPostgres
        ? new("RegionNode.Issuer", null, [], Folders, [InceptCommand.RequestName]) { DatabaseElsewhere = "PostgreSQL: pg_dump" }
        : new("RegionNode.Issuer", "issuer.db", Schema.Migrations, Folders, [InceptCommand.RequestName]) { Facts = Facts };

    /// <summary>A journal has every move that was signed: nothing is missing that an empty <c>signed-moves</c> would hide.</summary>
    internal static void Restored(string dataDir, bool fromJournal)
    {
        if (fromJournal)
            File.WriteAllBytes(Path.Combine(dataDir, "signed-moves"), []);
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(SqliteConnection database) => new[]
    {
        ("blocks", "SELECT count(*) FROM status_blocks"),
        ("head", "SELECT coalesce(max(version), 0) FROM status_heads"),
        ("batch", "SELECT coalesce(max(number), 0) FROM issuance_batches"),
        ("licences", "SELECT count(*) FROM licences"),
        ("drivers", "SELECT count(*) FROM driver_records"),
        ("witnessed", "SELECT coalesce(max(size), 0) FROM witnessed"),
    }.Select(fact => new KeyValuePair<string, string>(fact.Item1, database.ExecuteScalar<long>(fact.Item2).ToString(CultureInfo.InvariantCulture)));
}
