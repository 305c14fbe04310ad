namespace RegionNode.Issuer.Storage;

/// <summary>
/// Moves that this node signed and this database has forgotten: until the log was read past their deadline nobody is answered for
/// whom they may concern. That is the driver who asked for the move, or, where nothing of it is known any more, everybody.
/// </summary>
internal static class TransferHoldTable
{
    /// <summary>Stands for moves of which not even the id is known.</summary>
    internal const string Any = "";

    /// <summary>Holds a move back.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="id">Which, or <see cref="Any"/>.</param>
    /// <param name="until">Its deadline.</param>
    /// <param name="origin">The log that may hold it; empty: whichever is read.</param>
    internal static void Add(StoreSession db, string id, DateTimeOffset until, string origin) =>
        db.Execute(
            "INSERT INTO transfer_holds(id, until, origin) VALUES(@id, @until, @origin) ON CONFLICT(id) DO UPDATE SET until = @until, origin = @origin",
            new { id, until = until.Stored(), origin });

    /// <summary>The log holds the move: from here on its row says what is so.</summary>
    internal static void Release(StoreSession db, string id) => db.Execute("DELETE FROM transfer_holds WHERE id = @id", new { id });

    /// <summary>A log was read up to an epoch of this time: what should have been there by then is there, or never will be.</summary>
    internal static void ReleaseBefore(StoreSession db, string origin, DateTimeOffset time) =>
        db.Execute("DELETE FROM transfer_holds WHERE until < @time AND origin IN (@origin, '')", new { origin, time = time.Stored() });

    /// <summary>What one log may hold is looked for in another that goes on with it.</summary>
    internal static void Follow(StoreSession db, string former, string origin) =>
        db.Execute("UPDATE transfer_holds SET origin = @origin WHERE origin = @former", new { former, origin });

    internal static long Count(StoreSession db) => db.ExecuteScalar<long>("SELECT count(*) FROM transfer_holds");

    /// <summary>Whether the move is one of them.</summary>
    internal static bool Holds(StoreSession db, string id) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM transfer_holds WHERE id IN (@id, '')", new { id }) > 0;
}
