using Dapper;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Storage;

/// <summary>A change of one licence's status, as history keeps it; why, the book of events says, sealed.</summary>
internal sealed record StatusChangeRow(string LicenceId, long Block, string Letters, StatusValue Value, bool Urgent, DateTimeOffset ChangedAt);

/// <summary>The newest list of one block, and the name of the key that signed it.</summary>
internal sealed record PublishedList(long Version, DateTimeOffset IssuedAt, DateTimeOffset Expires, string KeyId);

/// <summary>Opened blocks, status history, and the version of each list.</summary>
internal static class StatusTables
{
    internal static IReadOnlyList<long> Blocks(StoreSession db) =>
        db.Query<long>("SELECT block FROM status_blocks ORDER BY block").AsList();

    internal static void OpenBlock(StoreSession db, long block, DateTimeOffset at) =>
        db.Execute("INSERT INTO status_blocks(block, opened_at) VALUES(@block, @at)", new { block, at = at.Stored() });

    internal static void AppendChange(StoreSession db, StatusChangeRow change) =>
        db.Execute(
            """
            INSERT INTO status_changes(licence_id, block, letters, value, urgent, changed_at)
            VALUES(@LicenceId, @Block, @Letters, @value, @urgent, @at)
            """,
            new
            {
                change.LicenceId, change.Block, change.Letters, value = (long)change.Value,
                urgent = change.Urgent ? 1 : 0, at = change.ChangedAt.Stored(),
            });

    /// <summary>Blocks with changes that no list holds yet, and whether one of them is urgent.</summary>
    internal static IReadOnlyList<(long Block, bool Urgent)> Unlisted(StoreSession db) =>
        db.Query<(long Block, long Urgent)>("SELECT block, max(urgent) FROM status_changes WHERE list_version IS NULL GROUP BY block")
            .Select(row => (row.Block, row.Urgent != 0)).ToList();

    internal static void MarkListed(StoreSession db, long block, long version) =>
        db.Execute("UPDATE status_changes SET list_version = @version WHERE block = @block AND list_version IS NULL", new { block, version });

    internal static PublishedList? List(StoreSession db, long block) =>
        db.Query<(long Version, long IssuedAt, long Expires, string KeyId)>("SELECT version, issued_at, expires, key_id FROM status_lists WHERE block = @block", new { block })
            .Select(row => new PublishedList(row.Version, row.IssuedAt.Instant(), row.Expires.Instant(), row.KeyId))
            .SingleOrDefault();

    internal static void PutList(StoreSession db, long block, PublishedList list) =>
        db.Execute(
            """
            INSERT INTO status_lists(block, version, issued_at, expires, key_id) VALUES(@block, @Version, @issued, @expires, @KeyId)
            ON CONFLICT(block) DO UPDATE SET version = @Version, issued_at = @issued, expires = @expires, key_id = @KeyId WHERE status_lists.version < @Version
            """,
            new { block, list.Version, list.KeyId, issued = list.IssuedAt.Stored(), expires = list.Expires.Stored() });
}
