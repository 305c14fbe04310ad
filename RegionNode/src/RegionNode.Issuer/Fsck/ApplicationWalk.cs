using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Applications and what hangs on them: identity checks, photos to review, cases of the counter, notices. Each belongs to an application of the same driver, and who waits has something to wait for.</summary>
internal static class ApplicationWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Orphans.Of(db, "application", "SELECT a.id FROM applications AS a LEFT JOIN driver_records AS r ON r.driver = a.driver WHERE r.driver IS NULL", "is of a driver without a record")
            .Concat(Orphans.Of(
                db, "application",
                "SELECT a.id FROM applications AS a LEFT JOIN licences AS l ON l.id = a.licence_id WHERE a.licence_id IS NOT NULL AND (l.id IS NULL OR l.driver <> a.driver)",
                "has a licence that is not its driver's"))
            .Concat(Orphans.Of(db, "application", $"SELECT id FROM applications WHERE state = {(int)ApplicationState.Offered} AND licence_id IS NULL", "was offered without a licence"))
            .Concat(Orphans.Of(
                db, "application",
                $"""
                SELECT id FROM applications AS a WHERE state = {(int)ApplicationState.InReview}
                AND NOT EXISTS(SELECT 1 FROM reviews AS v WHERE v.application = a.id AND v.state = {(int)ReviewState.Waiting})
                """,
                "waits for a review that is not there"))
            .Concat(Orphans.Of(
                db, "application",
                $"""
                SELECT id FROM applications AS a WHERE state = {(int)ApplicationState.AtCounter}
                AND NOT EXISTS(SELECT 1 FROM counter_cases AS c WHERE c.application = a.id AND c.answer IS NULL)
                """,
                "waits for a case of the counter that is not there"))
            .Concat(Belonging(db, "review", "reviews")).Concat(Belonging(db, "counter case", "counter_cases")).Concat(Belonging(db, "notice", "notices"))
            .Concat(Orphans.Of(
                db, "identity check of", "SELECT i.application FROM identity_checks AS i LEFT JOIN applications AS a ON a.id = i.application WHERE a.id IS NULL",
                "which is not there"));

    private static IEnumerable<string> Belonging(StoreSession db, string what, string table) => Orphans.Of(
        db, what, $"SELECT c.id FROM {table} AS c LEFT JOIN applications AS a ON a.id = c.application WHERE a.id IS NULL OR a.driver <> c.driver",
        "is of no application of its driver");
}
