using Demo.World;
using Microsoft.Data.Sqlite;

namespace Federation.Tests.Faults;

/// <summary>What an issuer has sent to the hub, or has still to send, read past it.</summary>
internal static class Outbox
{
    /// <summary>Every submission, in order. Heads and batches are numbered in books of their own.</summary>
    public static List<(bool IsDone, string Book, long? LogIndex)> Rows(RegionSite site)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(site.IssuerData, "issuer.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT state, CASE WHEN lane IN ('head', 'issuance') THEN lane ELSE 'admission' END, log_index FROM outbox ORDER BY seq";
        using var rows = command.ExecuteReader();
        var submissions = new List<(bool, string, long?)>();
        while (rows.Read()) submissions.Add((rows.GetInt32(0) == 1, rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetInt64(2)));
        return submissions;
    }
}
