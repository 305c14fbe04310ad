using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 22. Released: never changes. Which log may hold a move, when the log's epoch was, and the root of what was read. What is
/// open was signed for the log that was read last.
/// </summary>
internal static class TransfersByLog
{
    internal static readonly Migration Step = new(22, "moves by the log that may hold them",
        """
        ALTER TABLE transfers ADD COLUMN origin TEXT;
        ALTER TABLE transfers ADD COLUMN logged_time INTEGER;
        ALTER TABLE transfer_holds ADD COLUMN origin TEXT NOT NULL DEFAULT '';
        ALTER TABLE transfer_walk ADD COLUMN root BLOB;
        UPDATE transfers SET origin = (SELECT origin FROM transfer_walk ORDER BY epoch_time DESC, origin LIMIT 1) WHERE state IN (1, 2);
        UPDATE transfers SET logged_time = logged_at WHERE logged_epoch IS NOT NULL;
        UPDATE transfer_holds SET origin = coalesce((SELECT origin FROM transfer_walk ORDER BY epoch_time DESC, origin LIMIT 1), '');
        """);
}
