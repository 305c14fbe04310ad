using Federation.Hosting.Storage;

namespace TrustHub.Storage;

/// <summary>Where the hub's database is: <c>hub.db</c> in the data folder, or a PostgreSQL database that several instances share.</summary>
public static class HubDatabase
{
    /// <summary>Where the database of a data folder is.</summary>
    public static string FileIn(string dataDir) => Path.Combine(dataDir, "hub.db");

    /// <summary>Opens <c>hub.db</c> in the data folder, making it when it is absent. One a process: its gate lets one writer in at a time.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">It cannot be opened, or a newer program wrote it.</exception>
    public static SqliteDatabase OpenFile(string dataDir) => SqliteDatabase.Open(FileIn(dataDir), HubSchema.Migrations);

    /// <summary>Opens the shared database as the leader of a term: all its transactions are fenced.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">It cannot be opened, or a newer program wrote it.</exception>
    /// <exception cref="DatabaseTakenException">A later term has begun.</exception>
    internal static PostgresDatabase OpenLed(HubOptions options, long term, CancellationToken over) => PostgresDatabase.OpenLed(PlaceOf(options), HubSchema.Migrations, term, over);

    /// <summary>Opens what the settings name, to read all of it beside a hub that runs.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">It cannot be opened, or another program wrote it.</exception>
    internal static ISqlDatabase OpenToCheck(HubOptions options) => options.IsAlone
        ? OpenFile(options.DataDir)
        : PostgresDatabase.OpenBeside(PostgresPlace.Of(options.Database, options.DatabasePasswordFile, isPatient: true), HubSchema.Migrations);

    /// <summary>Where the shared database is.</summary>
    internal static PostgresPlace PlaceOf(HubOptions options) => PostgresPlace.Of(options.Database, options.DatabasePasswordFile);
}
