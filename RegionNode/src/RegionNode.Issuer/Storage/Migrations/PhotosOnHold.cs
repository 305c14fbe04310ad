using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 23. Released: never changes. An approved photo is held by itself: for which application it waits to come into use. Until
/// here the application held it, and its day of change was that of the approval.
/// </summary>
internal static class PhotosOnHold
{
    internal static readonly Migration Step = new(23, "approved photos on hold",
        """
        ALTER TABLE photos ADD COLUMN held_for TEXT;
        UPDATE photos SET changed_at = NULL, held_for = (
                SELECT a.id FROM applications AS a WHERE a.driver = photos.driver AND a.state IN (5, 6) AND a.source <> 0)
            WHERE source <> 0 AND EXISTS(SELECT 1 FROM applications AS a WHERE a.driver = photos.driver AND a.state IN (5, 6) AND a.source <> 0);
        """);
}
