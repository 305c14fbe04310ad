using Dapper;
using TrustList.Format.Audit;

namespace RegionNode.Issuer.Storage;

/// <summary>The entries of the audit trail, each with its hash. Nothing here changes or deletes one.</summary>
internal static class AuditTable
{
    /// <summary>The number and hash of the last entry; 0 and zeros where there is none.</summary>
    internal static (long Seq, ReadOnlyMemory<byte> Hash) Last(StoreSession db) =>
        db.Query<(long Seq, byte[] Hash)>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
            .Select(row => (row.Seq, (ReadOnlyMemory<byte>)row.Hash))
            .DefaultIfEmpty((0, AuditEntry.NoPrevious))
            .Single();

    internal static void Append(StoreSession db, AuditEntry entry, ReadOnlyMemory<byte> hash) =>
        db.Execute(
            """
            INSERT INTO audit(seq, at, who, why, act, driver, what, previous, hash)
            VALUES(@Seq, @at, @Who, @Why, @Act, @Driver, @What, @previous, @hash)
            """,
            new
            {
                entry.Seq, at = entry.At.Stored(), entry.Who, entry.Why, entry.Act, entry.Driver, entry.What,
                previous = entry.Previous.ToArray(), hash = hash.ToArray(),
            });

    /// <summary>The entry of that number and its hash; null: there is none.</summary>
    internal static StoredAuditEntry? Find(StoreSession db, long seq) => Rows(db, "WHERE seq = @seq", new { seq }).SingleOrDefault();

    /// <summary>Entries after one, in order; of one driver, where one is named.</summary>
    internal static IReadOnlyList<StoredAuditEntry> After(StoreSession db, long after, string? driver, int take) => driver is null
        ? Rows(db, "WHERE seq > @after ORDER BY seq LIMIT @take", new { after, take })
        : Rows(db, "WHERE driver = @driver AND seq > @after ORDER BY seq LIMIT @take", new { driver, after, take });

    /// <summary>The numbers of the first entry from an instant on and of the last one before another; null: no entry lies between.</summary>
    internal static (long First, long Last)? Between(StoreSession db, DateTimeOffset from, DateTimeOffset to)
    {
        var first = db.ExecuteScalar<long?>("SELECT min(seq) FROM audit WHERE at >= @from", new { from = from.Stored() });
        var last = db.ExecuteScalar<long?>("SELECT max(seq) FROM audit WHERE at < @to", new { to = to.Stored() });
        return first is { } one && last is { } other && one <= other ? (one, other) : null;
    }

    private static IReadOnlyList<StoredAuditEntry> Rows(StoreSession db, string clause, object arguments) =>
        db.Query<(long Seq, long At, string Who, string Why, string Act, string Driver, string What, byte[] Previous, byte[] Hash)>(
                "SELECT seq, at, who, why, act, driver, what, previous, hash FROM audit " + clause, arguments)
            .Select(row => new StoredAuditEntry(
                new AuditEntry(row.Seq, row.At.Instant(), row.Who, row.Why, row.Act, row.Driver, row.What, row.Previous), row.Hash))
            .AsList();
}

/// <summary>An entry and the hash that is stored with it, which a tampered table may have wrong.</summary>
internal sealed record StoredAuditEntry(AuditEntry Entry, byte[] Hash);
