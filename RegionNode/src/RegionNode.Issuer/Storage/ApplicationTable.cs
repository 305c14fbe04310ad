using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>The applications for licences and for another photo. Holds no personal data: the driver is named by a key.</summary>
internal static class ApplicationTable
{
    /// <summary>States from here on are closed.</summary>
    private const long FirstClosed = 90;

    private const string Select =
        """
        SELECT seq AS Seq, id AS Id, driver AS Driver, source AS Source, changes_photo AS ChangesPhoto, stated_day AS StatedDay, state AS State,
               made_at AS MadeAt, changed_at AS ChangedAt, licence_id AS LicenceId, made_by AS MadeBy
        FROM applications
        """;

    internal static ApplicationRow? Find(StoreSession db, string id) => db.QuerySingleOrDefault<ApplicationRow>(Select + " WHERE id = @id", new { id });

    /// <summary>The driver's one open application.</summary>
    internal static ApplicationRow? OpenOf(StoreSession db, DriverKey driver) =>
        db.QuerySingleOrDefault<ApplicationRow>(Select + $" WHERE driver = @driver AND state < {FirstClosed}", new { driver });

    /// <summary>In the order in which they were made.</summary>
    internal static IReadOnlyList<ApplicationRow> List(StoreSession db, ApplicationState? state, string? madeBy, long after, int most) =>
        db.Query<ApplicationRow>(
            Select + $" WHERE seq > @after{(state is null ? "" : " AND state = @state")}{(madeBy is null ? "" : " AND made_by = @madeBy")} ORDER BY seq LIMIT @most",
            new { after, most, state = (long?)state, madeBy }).AsList();

    /// <summary>Some of those that wait for their applicant and were last touched before an instant: one for what is unfinished, one for what is not collected.</summary>
    internal static IReadOnlyList<ApplicationRow> Idle(StoreSession db, DateTimeOffset unfinished, DateTimeOffset uncollected, int most) => db.Query<ApplicationRow>(
        Select + $"""
         WHERE state < {FirstClosed} AND ((changed_at < @unfinished AND state IN
               ({(long)ApplicationState.AwaitingIdentity}, {(long)ApplicationState.AwaitingPhoto}, {(long)ApplicationState.PhotoRefused}))
            OR (changed_at < @uncollected AND state IN ({(long)ApplicationState.Approved}, {(long)ApplicationState.Offered})))
        ORDER BY changed_at LIMIT @most
        """,
        new { unfinished = unfinished.Stored(), uncollected = uncollected.Stored(), most }).AsList();

    internal static void Insert(StoreSession db, ApplicationRow row) =>
        db.Execute(
            """
            INSERT INTO applications(id, driver, source, changes_photo, stated_day, state, made_at, changed_at, made_by)
            VALUES(@Id, @Driver, @Source, @ChangesPhoto, @StatedDay, @State, @MadeAt, @ChangedAt, @MadeBy)
            """,
            row);

    internal static void SetState(StoreSession db, string id, ApplicationState state, DateTimeOffset now) =>
        db.Execute("UPDATE applications SET state = @state, changed_at = @at WHERE id = @id", new { id, state = (long)state, at = now.Stored() });

    internal static void SetOffered(StoreSession db, string id, string licenceId, DateTimeOffset now) =>
        db.Execute("UPDATE applications SET state = @state, licence_id = @licenceId, changed_at = @at WHERE id = @id",
            new { id, licenceId, state = (long)ApplicationState.Offered, at = now.Stored() });
}
