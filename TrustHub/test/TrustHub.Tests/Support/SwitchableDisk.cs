using Dapper;
using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace TrustHub.Tests.Support;

/// <summary>A real database that refuses to write while a setting of SQLite's own tells it to.</summary>
public sealed class SwitchableDisk
{
    private readonly Lock _gate = new();
    private int? _writesLeft;

    public SwitchableDisk(SqliteDatabase database, string fail, string mend)
    {
        var guard = database.Guard;
        database.Guard = (connection, transaction) =>
        {
            guard?.Invoke(connection, transaction);
            connection.Execute(Refuses() ? fail : mend, transaction: transaction);
        };
    }

    /// <summary>Whether the disk refuses every write.</summary>
    public bool Fails
    {
        set
        {
            lock (_gate)
                _writesLeft = value ? 0 : null;
            SqliteConnection.ClearAllPools(); // A connection remembers the setting.
        }
    }

    /// <summary>Refuses after so many writes from now on.</summary>
    public int FailsAfter
    {
        set
        {
            lock (_gate)
                _writesLeft = value;
        }
    }

    private bool Refuses()
    {
        lock (_gate)
        {
            if (_writesLeft is not { } left)
                return false;
            _writesLeft = Math.Max(0, left - 1);
            return left == 0;
        }
    }
}
