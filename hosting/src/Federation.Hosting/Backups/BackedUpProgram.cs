using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Backups;

/// <summary>What of a program's folder is backed up. Keys never are: they have a place of their own.</summary>
/// <param name="Name">The program.</param>
/// <param name="Database">The file of its database; null: it has none in its folder.</param>
/// <param name="Migrations">The database's shape.</param>
/// <param name="Folders">Folders whose files go with it.</param>
/// <param name="Files">Files beside them.</param>
public sealed record BackedUpProgram(
    string Name, string? Database, IReadOnlyList<Migration> Migrations, IReadOnlyList<string> Folders, IReadOnlyList<string> Files)
{
    /// <summary>Where a program's keys are.</summary>
    public const string KeysFolder = "keys";

    /// <summary>What the copied database holds, in numbers.</summary>
    public Func<SqliteConnection, IEnumerable<KeyValuePair<string, string>>> Facts { get; init; } = _ => [];

    /// <summary>What stands for the database where it is not in the folder; said in the manifest.</summary>
    public string? DatabaseElsewhere { get; init; }
}
