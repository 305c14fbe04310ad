using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer.Storage;

/// <summary>Where a node's database is, and the key files that open its sealed columns.</summary>
/// <param name="DataDir">The node's folder.</param>
/// <param name="TestKeys">Whether its keys are test keys.</param>
/// <param name="Connection">The connection string of a PostgreSQL database; empty: SQLite in the folder.</param>
/// <param name="PasswordFile">The file with its password; empty: none.</param>
/// <param name="Term">The term in which this issuer leads others on that database; null: it stands alone.</param>
internal sealed record DatabasePlace(string DataDir, bool TestKeys, string Connection = "", string PasswordFile = "", long? Term = null)
{
    /// <summary>Where SQLite's second copy is kept; empty: nowhere.</summary>
    internal string JournalDir { get; init; } = "";

    /// <summary>Cancelled when that term is over.</summary>
    internal CancellationToken Over { get; init; }

    /// <summary>SQLite's file in the node's folder.</summary>
    internal string File => Path.Combine(DataDir, "issuer.db");

    /// <summary>Held by the one process that writes the file.</summary>
    internal string LockFile => Path.Combine(DataDir, "issuer.lock");

    internal bool IsPostgres => Connection.Length > 0;

    /// <summary>As a verb's arguments and the environment say: <c>--data</c>, and the node's own settings of the database.</summary>
    internal static DatabasePlace Of(IConfiguration settings, string dataDir) => new(
        dataDir,
        settings.GetValue(KeyFiles.TestSetting, defaultValue: false),
        settings[$"{NodeOptions.Section}:{nameof(NodeOptions.Database)}"] ?? "",
        settings[$"{NodeOptions.Section}:{nameof(NodeOptions.DatabasePasswordFile)}"] ?? "");
}
