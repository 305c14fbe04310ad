using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Fsck;

/// <summary>
/// The outbox: of each chain every link once, in the order signed, of which a first part has receipts and the rest waits; what was
/// accepted has its place in the hub's book.
/// </summary>
internal static class OutboxWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Chain(db, ChainLanes.Head, "status_heads", "version").Concat(Chain(db, ChainLanes.Issuance, "issuance_batches", "number")).Concat(Unplaced(db));

    private static IEnumerable<string> Chain(StoreSession db, string lane, string table, string key)
    {
        var (number, waits, missing) = (0L, false, 0L);
        var forgotten = lane == ChainLanes.Head ? ForgottenTables.Heads(db) : new Dictionary<long, (long Version, byte[] Previous)>();
        var links = db.Query<(long? Link, string Id, long State, string? Signed)>(
            $"SELECT o.link, o.id, o.state, s.submission_id FROM outbox AS o LEFT JOIN {table} AS s ON s.{key} = o.link WHERE o.lane = @lane ORDER BY o.seq",
            new { lane }, buffered: false);
        foreach (var (link, id, state, signed) in links)
        {
            number++;
            if (forgotten.TryGetValue(number, out var next))
                (number, missing) = (next.Version, missing + next.Version - number);
            if (link != number)
                yield return $"{lane}: {link} stands in the outbox in the place of {number}";
            else if (signed != id)
                yield return $"{lane} {number} is another one in the outbox";
            var accepted = state == (long)OutboxState.Accepted;
            if (accepted && waits)
                yield return $"{lane} {number} was accepted before the one before it";
            waits |= !accepted;
        }
        if (db.ExecuteScalar<long>($"SELECT count(*) FROM {table}") is var all && number - missing != all)
            yield return $"{lane}: {number} are in the outbox of {all} signed";
    }

    private static IEnumerable<string> Unplaced(StoreSession db) =>
        from id in db.Query<string>("SELECT id FROM outbox WHERE state = 1 AND (log_index IS NULL OR decided_at IS NULL)", buffered: false)
        select $"submission {id} was accepted without a receipt";
}
