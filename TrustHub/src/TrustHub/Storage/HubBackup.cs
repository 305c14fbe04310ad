using System.Globalization;
using Dapper;
using Federation.Hosting.Backups;
using Microsoft.Data.Sqlite;
using TrustList.Format.Log;

namespace TrustHub.Storage;

/// <summary>
/// What of a hub is backed up: <c>hub.db</c> and <c>inception/</c>. <c>public/</c> is made anew from the database; <c>keys/</c> has a place
/// of its own. Of instances on one PostgreSQL database the folder alone, which is then nothing but <c>inception/</c>.
/// </summary>
public static class HubBackup
{
    /// <summary>The program as its verbs know it.</summary>
    public static BackedUpProgram Of(IConfiguration settings) =>
        settings[$"{HubOptions.Section}:{nameof(HubOptions.Database)}"] is { Length: > 0 }
            ? new("TrustHub", null, [], [InceptionFolder], []) { DatabaseElsewhere = "PostgreSQL: pg_dump" }
            : new("TrustHub", "hub.db", HubSchema.Migrations, [InceptionFolder], []) { Facts = Facts };

    private const string InceptionFolder = "inception";

    private static IEnumerable<KeyValuePair<string, string>> Facts(SqliteConnection database)
    {
        var note = database.ExecuteScalar<byte[]?>("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
        if (note is not null && SignedNote.Read(note) is { Ok: true, Value: var read } && Checkpoint.Read(read.Text) is { Ok: true, Value: var checkpoint })
        {
            yield return new("log.size", checkpoint.Size.ToString(CultureInfo.InvariantCulture));
            yield return new("log.root", Convert.ToHexStringLower(checkpoint.Root.Span));
        }
        foreach (var (name, sql) in new[]
        {
            ("admissions", "SELECT coalesce(max(log_index), 0) FROM admission"),
            ("snapshot", "SELECT coalesce(max(version), 0) FROM snapshot"),
            ("timestamp", "SELECT coalesce(max(version), 0) FROM timestamp"),
        })
            yield return new(name, database.ExecuteScalar<long>(sql).ToString(CultureInfo.InvariantCulture));
        foreach (var (region, version) in database.Query<(string, long)>("SELECT region, max(version) FROM status_head GROUP BY region ORDER BY region"))
            yield return new($"head.{region}", version.ToString(CultureInfo.InvariantCulture));
    }
}
