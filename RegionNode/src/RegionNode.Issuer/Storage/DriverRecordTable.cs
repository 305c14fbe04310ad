using Dapper;
using Microsoft.Data.Sqlite;

namespace RegionNode.Issuer.Storage;

/// <summary>The newest record of each driver, as its canonical bytes.</summary>
internal static class DriverRecordTable
{
    /// <summary>The record, and the letters that count now: a status change may be newer than the record.</summary>
    internal static (byte[] Body, string Letters)? Find(SqliteConnection db, string fileNumber) =>
        db.Query<(byte[] Body, string Letters)>("SELECT body, letters FROM driver_records WHERE file_number = @fileNumber", new { fileNumber })
            .Select(row => ((byte[], string)?)row)
            .SingleOrDefault();

    internal static void SetLetters(SqliteConnection db, string fileNumber, string letters, DateTimeOffset at) =>
        db.Execute("UPDATE driver_records SET letters = @letters, updated_at = @at WHERE file_number = @fileNumber",
            new { fileNumber, letters, at = at.Stored() });

    /// <summary>Puts the record; false when it replaced one.</summary>
    internal static bool Put(SqliteConnection db, string fileNumber, byte[] body, string letters, DateTimeOffset at)
    {
        var known = db.ExecuteScalar<long>("SELECT count(*) FROM driver_records WHERE file_number = @fileNumber", new { fileNumber });
        db.Execute(
            """
            INSERT INTO driver_records(file_number, body, letters, updated_at) VALUES(@fileNumber, @body, @letters, @at)
            ON CONFLICT(file_number) DO UPDATE SET body = @body, letters = @letters, updated_at = @at
            """,
            new { fileNumber, body, letters, at = at.Stored() });
        return known == 0;
    }
}
