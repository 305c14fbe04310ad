using Dapper;
using RegionNode.Issuer.Moving;

namespace RegionNode.Issuer.Storage;

/// <summary>The moves of drivers, out and in. Rows are never deleted; what is personal in them is sealed.</summary>
internal static class TransferTable
{
    private const string KeyColumn = "transfers.sealing_key";
    private const string DossierColumn = "transfers.dossier";
    private const string SaltColumn = "transfers.salt";

    private const string LastOfDriver = "FROM transfers WHERE driver = @driver AND state = 3 ORDER BY coalesce(logged_time, -1) DESC, coalesce(logged_epoch, -1) DESC, seq DESC LIMIT 1";

    private const int MostAtOnce = 500;

    private const string Select =
        """
        SELECT seq AS Seq, id AS Id, side AS Side, state AS State, other AS Other, driver AS Driver, opened_at AS OpenedAt, office AS Office,
               sealing_key AS SealingKey, acceptance AS Acceptance, record AS Record, signature AS Signature, signed AS Signed, dossier AS Dossier,
               salt AS Salt, entry AS Entry, origin AS Origin, log_from AS LogFrom, not_after AS NotAfter, logged_epoch AS LoggedEpoch,
               logged_time AS LoggedTime, logged_at AS LoggedAt, owed AS Owed, reason AS Reason, proof AS Proof, decided_at AS DecidedAt
        FROM transfers
        """;

    /// <summary>The row, opened.</summary>
    internal static TransferRow? Find(StoreSession db, string id) => Read(db, " WHERE id = @id", new { id }, open: true).SingleOrDefault();

    /// <summary>The row without what is sealed in it.</summary>
    internal static TransferRow? Closed(StoreSession db, string id) => Read(db, " WHERE id = @id", new { id }).SingleOrDefault();

    /// <summary>Those with which something is to be done, oldest first; nothing sealed is opened for it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="untaken">What was opened before that and not signed is over.</param>
    internal static IReadOnlyList<DueMove> Due(StoreSession db, DateTimeOffset untaken) => db.Query<DueMove>(
        """
        SELECT t.id AS Id, t.other AS Other, t.side AS Side, t.state AS State, CASE WHEN t.proof IS NULL THEN 0 ELSE 1 END AS Logged,
               CASE WHEN t.proof IS NULL AND t.not_after < w.epoch_time THEN 1 ELSE 0 END AS Passed, t.owed AS Owed,
               CASE WHEN t.sealing_key IS NULL THEN 0 ELSE 1 END AS HasKey, CASE WHEN t.dossier IS NULL THEN 0 ELSE 1 END AS HasDossier,
               t.opened_at AS OpenedAt, t.logged_at AS LoggedAt
        FROM transfers AS t LEFT JOIN transfer_walk AS w ON w.origin = t.origin
        WHERE t.state = 0 AND (t.side = 1 OR t.opened_at < @untaken)
           OR t.state IN (1, 2) AND (t.proof IS NOT NULL OR t.side = 1 OR t.not_after < w.epoch_time)
           OR t.owed = 1
        ORDER BY t.seq
        """,
        new { untaken = untaken.Stored() }).AsList();

    /// <summary>Moves to this region that the log holds and this database does not know: the office has to accept them again.</summary>
    internal static IReadOnlyList<string> Unknown(StoreSession db) =>
        db.Query<string>("SELECT id FROM transfers WHERE side = 1 AND state = 2 AND sealing_key IS NULL AND dossier IS NULL ORDER BY seq LIMIT 100").AsList();

    /// <summary>Those of which this database knows what became of them, or that they are signed and under way.</summary>
    internal static HashSet<string> KnownSigned(StoreSession db, IEnumerable<string> ids)
    {
        HashSet<string> known = [];
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            // Named one by one: a list as one argument is an array to PostgreSQL and several to SQLite.
            var (names, arguments) = (some.Select((_, place) => $"@id{place}"), new DynamicParameters());
            foreach (var (place, id) in some.Index())
                arguments.Add($"id{place}", id);
            known.UnionWith(db.Query<string>($"SELECT id FROM transfers WHERE id IN ({string.Join(", ", names)}) AND (state IN (1, 2, 3) OR reason = 'NotLogged')", arguments));
        }
        return known;
    }

    /// <summary>What this side signed as the old one, and the log has not decided: id, deadline and log.</summary>
    internal static IReadOnlyList<(string Id, DateTimeOffset NotAfter, string Origin)> SignedOut(StoreSession db) =>
        db.Query<(string Id, long NotAfter, string? Origin)>("SELECT id, not_after, origin FROM transfers WHERE side = 0 AND state IN (1, 2) AND not_after IS NOT NULL")
            .Select(row => (row.Id, row.NotAfter.Instant(), row.Origin ?? "")).ToList();

    /// <summary>The other logs that may hold moves which are undecided here.</summary>
    internal static IReadOnlyList<string> OtherLogs(StoreSession db, string origin) => db.Query<string>(
        """
        SELECT origin FROM transfers WHERE state IN (1, 2) AND proof IS NULL AND origin <> @origin
        UNION SELECT origin FROM transfer_holds WHERE origin NOT IN (@origin, '') ORDER BY 1
        """,
        new { origin }).AsList();

    /// <summary>The undecided moves that one log may hold, by id and driver; <see cref="TransferHoldTable.Any"/> among them where no id is known.</summary>
    internal static IReadOnlyList<(string Id, DriverKey Driver)> WaitingFor(StoreSession db, string origin) => [.. db.Query<(string Id, string Driver)>(
        """
        SELECT id, driver FROM transfers WHERE origin = @origin AND state IN (1, 2) AND proof IS NULL
        UNION SELECT h.id, coalesce(t.driver, '') FROM transfer_holds AS h LEFT JOIN transfers AS t ON t.id = h.id WHERE h.origin = @origin
        ORDER BY 1
        """,
        new { origin }).Select(row => (row.Id, new DriverKey(row.Driver)))];

    /// <summary>What one log may hold is looked for in another that goes on with it.</summary>
    internal static void Follow(StoreSession db, string former, string origin) =>
        db.Execute("UPDATE transfers SET origin = @origin WHERE origin = @former AND state IN (1, 2) AND proof IS NULL", new { former, origin });

    /// <summary>What is signed and undecided of before schema 21, where a deadline stood in the record alone: id and record.</summary>
    internal static IReadOnlyList<(string Id, byte[] Record)> Undated(StoreSession db) =>
        db.Query<(string Id, byte[] Record)>("SELECT id, record FROM transfers WHERE state IN (1, 2) AND not_after IS NULL AND record IS NOT NULL").AsList();

    internal static void SetNotAfter(StoreSession db, string id, DateTimeOffset notAfter) =>
        db.Execute("UPDATE transfers SET not_after = @notAfter WHERE id = @id", new { id, notAfter = notAfter.Stored() });

    /// <summary>What was signed before schema 22 and before any log was read for moves was signed for the one that is read first.</summary>
    internal static void NameLog(StoreSession db, string origin) =>
        db.Execute("UPDATE transfers SET origin = @origin WHERE origin IS NULL AND state IN (1, 2) AND proof IS NULL", new { origin });

    /// <summary>The records that are signed and not decided.</summary>
    internal static IReadOnlyList<byte[]> Records(StoreSession db) =>
        [.. db.Query<byte[]>("SELECT record FROM transfers WHERE state IN (1, 2) ORDER BY seq LIMIT 1000")];

    internal static IReadOnlyList<TransferRow> After(StoreSession db, long seq, int most) =>
        Read(db, " WHERE seq > @seq ORDER BY seq LIMIT @most", new { seq, most });

    /// <summary>The driver's move that is not decided; null: none is.</summary>
    internal static TransferRow? OpenOf(StoreSession db, DriverKey driver) =>
        Read(db, " WHERE driver = @driver AND driver <> '' AND state < 3 ORDER BY seq DESC LIMIT 1", new { driver }).SingleOrDefault();

    /// <summary>The move that ended the licence of this entry; null: none did.</summary>
    internal static TransferRow? OfEntry(StoreSession db, long entry) =>
        Read(db, " WHERE entry = @entry AND state = 3 ORDER BY seq DESC LIMIT 1", new { entry }).SingleOrDefault();

    /// <summary>
    /// Whether a move of the driver is signed and not decided (TransferPending), or may be without this database knowing it
    /// (<see cref="TransferHoldTable"/>).
    /// </summary>
    internal static bool IsPending(StoreSession db, DriverKey driver) =>
        db.ExecuteScalar<long>(
            """
            SELECT (SELECT count(*) FROM transfers
                    WHERE driver = @driver AND (state IN (1, 2) OR (state IN (0, 4) AND id IN (SELECT id FROM transfer_holds))))
                 + (SELECT count(*) FROM transfer_holds h WHERE NOT EXISTS (SELECT 1 FROM transfers t WHERE t.id = h.id))
            """,
            new { driver }) > 0;

    /// <summary>Whether the driver's last move that happened led away from here: then no word of this region lifts it.</summary>
    internal static bool HasMovedAway(StoreSession db, DriverKey driver) =>
        db.ExecuteScalar<long?>($"SELECT side {LastOfDriver}", new { driver }) == (long)MoveSide.Out;

    /// <summary>The driver's last move that happened; null: none did.</summary>
    internal static string? LastOf(StoreSession db, DriverKey driver) => db.ExecuteScalar<string?>($"SELECT id {LastOfDriver}", new { driver });

    /// <summary>Whether an earlier move of the driver that the log holds is not applied here yet.</summary>
    internal static bool HasEarlier(StoreSession db, TransferRow row) =>
        db.ExecuteScalar<long>(
            """
            SELECT count(*) FROM transfers
            WHERE driver = @Driver AND driver <> '' AND state IN (1, 2) AND (logged_time < @LoggedTime OR logged_time = @LoggedTime AND logged_epoch < @LoggedEpoch)
            """,
            new { row.Driver, row.LoggedTime, row.LoggedEpoch }) > 0;

    internal static void Add(StoreSession db, TransferRow row) =>
        db.Execute(
            """
            INSERT INTO transfers(id, side, state, other, driver, opened_at, office, sealing_key, acceptance)
            VALUES(@Id, @side, @state, @Other, @Driver, @OpenedAt, @Office, @key, @Acceptance)
            """,
            new
            {
                row.Id, side = (long)row.Side, state = (long)row.State, row.Other, row.Driver, row.OpenedAt, row.Office, row.Acceptance,
                key = row.SealingKey is { } key ? db.Personal.Seal(KeyColumn, row.Id, key) : null,
            });

    /// <summary>In: accepts anew what was accepted before and not signed: another region or another office was meant. False where it was signed meanwhile.</summary>
    internal static bool AcceptAnew(StoreSession db, TransferRow row) =>
        db.Execute(
            """
            UPDATE transfers SET state = 0, other = @Other, driver = @Driver, opened_at = @OpenedAt, office = @Office, sealing_key = @key, acceptance = @Acceptance,
                   reason = NULL, decided_at = NULL
            WHERE id = @Id AND side = 1 AND state IN (0, 4) AND signed IS NULL
            """,
            new
            {
                row.Id, row.Other, row.Driver, row.OpenedAt, row.Office, row.Acceptance, key = db.Personal.Seal(KeyColumn, row.Id, row.SealingKey!),
            }) == 1;

    /// <summary>
    /// In: accepted again for another office by the same region. The acceptance stays, because it names no office and the other side may have
    /// signed for it. False where nothing is accepted or something is signed.
    /// </summary>
    internal static bool CorrectOffice(StoreSession db, TransferRow row) =>
        db.Execute(
            "UPDATE transfers SET office = @Office, opened_at = @OpenedAt WHERE id = @Id AND side = 1 AND state = 0 AND other = @Other AND signed IS NULL",
            new { row.Id, row.Other, row.Office, row.OpenedAt }) == 1;

    /// <summary>In: what the log holds and this database has no dossier of, accepted again by the office. False where that is not so.</summary>
    internal static bool AcceptLogged(StoreSession db, TransferRow row) =>
        db.Execute(
            "UPDATE transfers SET office = @Office, sealing_key = @key, acceptance = @Acceptance WHERE id = @Id AND side = 1 AND state = 2 AND other = @Other AND proof IS NOT NULL AND dossier IS NULL",
            new { row.Id, row.Other, row.Office, row.Acceptance, key = db.Personal.Seal(KeyColumn, row.Id, row.SealingKey!) }) == 1;

    /// <summary>Out: records what this side signed, before it is given away. False where it had signed before.</summary>
    internal static bool Prepare(StoreSession db, TransferRow prepared) =>
        db.Execute(
            """
            UPDATE transfers SET state = 1, acceptance = @Acceptance, record = @Record, signature = @Signature, dossier = @dossier, salt = @salt, entry = @Entry,
                   origin = @Origin, log_from = @LogFrom, not_after = @NotAfter
            WHERE id = @Id AND state = 0
            """,
            new
            {
                prepared.Id, prepared.Acceptance, prepared.Record, prepared.Signature, prepared.Entry, prepared.Origin, prepared.LogFrom, prepared.NotAfter,
                dossier = db.Personal.Seal(DossierColumn, prepared.Id, prepared.Dossier!), salt = db.Personal.Seal(SaltColumn, prepared.Id, prepared.Salt!),
            }) == 1;

    /// <summary>In: records the dossier and both signatures, before anything of it leaves. False where that happened before, or it was accepted anew, or for another office.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="taken">The row as it was when the other side was asked, with what is taken.</param>
    internal static bool Take(StoreSession db, TransferRow taken) =>
        db.Execute(
            """
            UPDATE transfers SET state = 2, driver = @Driver, record = @Record, signed = @Signed, dossier = @dossier, origin = @Origin, log_from = @LogFrom,
                   not_after = @NotAfter
            WHERE id = @Id AND state = 0 AND acceptance = @Acceptance AND office = @Office
            """,
            new
            {
                taken.Id, taken.Driver, taken.Record, taken.Signed, taken.Origin, taken.LogFrom, taken.NotAfter, taken.Acceptance, taken.Office,
                dossier = db.Personal.Seal(DossierColumn, taken.Id, taken.Dossier!),
            }) == 1;

    /// <summary>
    /// Records what the log holds, whatever this database knew of it; what is to be done about it comes after. False where it was
    /// known, or the log had decided otherwise.
    /// </summary>
    internal static bool Log(StoreSession db, TransferRow logged) =>
        db.Execute(
            """
            INSERT INTO transfers(id, side, state, other, driver, opened_at, record, signed, entry, origin, log_from, not_after, proof, logged_epoch, logged_time, logged_at)
            VALUES(@Id, @side, 2, @Other, @Driver, @OpenedAt, @Record, @Signed, @Entry, @Origin, @LogFrom, @NotAfter, @Proof, @LoggedEpoch, @LoggedTime, @LoggedAt)
            ON CONFLICT(id) DO UPDATE SET state = 2, record = @Record, signed = @Signed, entry = @Entry, origin = @Origin, not_after = @NotAfter, proof = @Proof,
                   logged_epoch = @LoggedEpoch, logged_time = @LoggedTime, logged_at = @LoggedAt, reason = NULL, decided_at = NULL
            WHERE transfers.side = @side AND transfers.state <> 3 AND transfers.proof IS NULL AND coalesce(transfers.reason, '') <> 'NotLogged'
            """,
            new
            {
                logged.Id, side = (long)logged.Side, logged.Other, logged.Driver, logged.OpenedAt, logged.Record, logged.Signed, logged.Entry, logged.Origin,
                logged.LogFrom, logged.NotAfter, logged.Proof, logged.LoggedEpoch, logged.LoggedTime, logged.LoggedAt,
            }) == 1;

    /// <summary>In: names the driver of a move of which this database knew nothing.</summary>
    internal static void SetDriver(StoreSession db, string id, DriverKey driver) =>
        db.Execute("UPDATE transfers SET driver = @driver WHERE id = @id", new { id, driver });

    /// <summary>In: says that the other side's last word is still owed; while it is, the key that opens it is kept.</summary>
    internal static void Owe(StoreSession db, string id) => db.Execute("UPDATE transfers SET owed = 1 WHERE id = @id AND state IN (1, 2)", new { id });

    /// <summary>In: the last word came, or will not.</summary>
    internal static void OweNoMore(StoreSession db, string id) =>
        db.Execute("UPDATE transfers SET owed = 0, sealing_key = NULL WHERE id = @id AND state = 3", new { id });

    /// <summary>Out: forgets the salts of moves that happened before an instant: from then on nothing of them is given again.</summary>
    internal static void ForgetSalts(StoreSession db, DateTimeOffset before) =>
        db.Execute("UPDATE transfers SET salt = NULL WHERE salt IS NOT NULL AND state IN (3, 4) AND decided_at < @before", new { before = before.Stored() });

    /// <summary>Out: records that the other side signed too. False where that is known or decided.</summary>
    internal static bool Confirm(StoreSession db, string id, byte[] signed) =>
        db.Execute("UPDATE transfers SET state = 2, signed = @signed WHERE id = @id AND state = 1", new { id, signed }) == 1;

    /// <summary>Ends a move, whichever way; dossier and keys go, but what the other side may still ask for or owes. False where it was decided before.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="id">Which.</param>
    /// <param name="signed">Whether it was signed: what the log alone decides, and no timer.</param>
    /// <param name="state">How it ends.</param>
    /// <param name="reason">Why it did not happen.</param>
    /// <param name="proof">That it did.</param>
    /// <param name="at">When.</param>
    internal static bool Decide(StoreSession db, string id, bool signed, MoveState state, MoveReason? reason, byte[]? proof, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE transfers SET state = @state, reason = @reason, proof = @proof, decided_at = @at, sealing_key = CASE WHEN owed = 1 THEN sealing_key END, dossier = NULL
            WHERE id = @id AND state IN (@first, @last)
            """,
            new { id, first = signed ? 1 : 0, last = signed ? 2 : 0, state = (long)state, reason = reason?.ToString(), proof, at = at.Stored() }) == 1;

    /// <summary>In: ends what was accepted and not signed. False where it was accepted anew since, or is signed or decided.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="row">As it was accepted when the end came about.</param>
    /// <param name="reason">Why it did not happen.</param>
    /// <param name="at">When.</param>
    internal static bool EndAccepted(StoreSession db, TransferRow row, MoveReason reason, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE transfers SET state = 4, reason = @reason, decided_at = @at, sealing_key = NULL
            WHERE id = @Id AND side = 1 AND state = 0 AND acceptance = @Acceptance AND office = @Office
            """,
            new { row.Id, row.Acceptance, row.Office, reason = reason.ToString(), at = at.Stored() }) == 1;

    private static List<TransferRow> Read(StoreSession db, string clause, object arguments, bool open = false) =>
        db.Query<TransferRow>(Select + clause, arguments).Select(row => open ? Opened(row, db.Personal) : row with { SealingKey = null, Dossier = null, Salt = null }).ToList();

    private static TransferRow Opened(TransferRow row, PersonalData personal) => row with
    {
        SealingKey = row.SealingKey is { } key ? personal.Open(KeyColumn, row.Id, key) : null,
        Dossier = row.Dossier is { } dossier ? personal.Open(DossierColumn, row.Id, dossier) : null,
        Salt = row.Salt is { } salt ? personal.Open(SaltColumn, row.Id, salt) : null,
    };
}
