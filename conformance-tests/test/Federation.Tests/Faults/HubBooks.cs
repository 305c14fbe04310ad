using Demo.World;
using Microsoft.Data.Sqlite;

namespace Federation.Tests.Faults;

/// <summary>What the hub's database holds, read past the hub: SQLite's file, or the database that its instances share.</summary>
internal static class HubBooks
{
    /// <summary>The first column of each row, as text.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="sql">A query in what both databases understand; <c>hex()</c> gives bytes as capital letters.</param>
    public static List<string> Rows(this HubSite hub, string sql) =>
        hub.Instances is { } instances ? [.. instances.Sql(sql).Split('\n', StringSplitOptions.RemoveEmptyEntries)] : Rows(Path.Combine(hub.Data, "hub.db"), sql);

    /// <summary>The same of a SQLite file.</summary>
    public static List<string> Rows(string file, string sql)
    {
        using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read()) texts.Add(rows.IsDBNull(0) ? "" : rows.GetString(0));
        return texts;
    }
}
