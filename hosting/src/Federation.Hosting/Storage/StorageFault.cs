using Microsoft.Data.Sqlite;
using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>
/// Tells a database that is out of order (cut off, stopping, full, read-only, busy) from work that it refuses. After the first the
/// same work may be done when it is asked again; what became of it this time is not known.
/// </summary>
public static class StorageFault
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Interrupted = 9, InputOutput = 10, Full = 13, CannotOpen = 14;

    // Connection, resources (disk full among them), operator's intervention, the system's own; a server that only reads; a database that is away or closed.
    private static readonly string[] Classes = ["08", "53", "57", "58", "25006", "3D000", "55000"];

    /// <summary>Whether the database is at fault, not the work.</summary>
    public static bool Is(Exception exception) => CodeOf(exception) is not null;

    /// <summary>A word for the log without any value in it; null: not a fault of storage.</summary>
    public static string? CodeOf(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or Interrupted or InputOutput or Full or CannotOpen } sqlite => $"SQLite {sqlite.SqliteErrorCode}",
        PostgresException told => Classes.Any(start => told.SqlState.StartsWith(start, StringComparison.Ordinal)) ? $"PostgreSQL {told.SqlState}" : null,
        NpgsqlException { InnerException: PostgresException inner } => CodeOf(inner),
        NpgsqlException => "PostgreSQL connection",
        DatabaseTakenException => "taken",
        _ => null,
    };
}
