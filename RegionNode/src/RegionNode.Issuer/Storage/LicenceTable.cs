using Dapper;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Storage;

/// <summary>The licences and the status indices they hold. An index is never given twice: (block, idx) is unique and rows are never deleted.</summary>
internal static class LicenceTable
{
    private const string Select =
        """
        SELECT id AS Id, driver AS Driver, block AS Block, idx AS Idx, letters AS Letters, superseded AS Superseded, lost AS Lost,
               value AS Value, reserved_at AS ReservedAt, offer_hash AS OfferHash, offer_expires AS OfferExpires,
               device_key AS DeviceKey, bound_key AS BoundKey, signed_at AS SignedAt, valid_until AS ValidUntil, signer AS Signer, issuer_signed AS IssuerSigned
        FROM licences
        """;

    private const string SignedColumn = "licences.issuer_signed";

    internal static LicenceRow? Find(StoreSession db, string id) => Read(db, " WHERE id = @id", new { id }).SingleOrDefault();

    internal static LicenceRow? FindByIndex(StoreSession db, long block, long idx) =>
        Read(db, " WHERE block = @block AND idx = @idx", new { block, idx }).SingleOrDefault();

    /// <summary>Whose licence has that index; null: none has.</summary>
    internal static DriverKey? DriverOf(StoreSession db, long block, long idx) =>
        db.ExecuteScalar<string?>("SELECT driver FROM licences WHERE block = @block AND idx = @idx", new { block, idx }) is { } driver ? new DriverKey(driver) : null;

    internal static LicenceRow? FindByOffer(StoreSession db, byte[] offerHash) =>
        Read(db, " WHERE offer_hash = @offerHash", new { offerHash }).SingleOrDefault();

    internal static IReadOnlyList<LicenceRow> OfDriver(StoreSession db, DriverKey driver) =>
        Read(db, " WHERE driver = @driver ORDER BY reserved_at, id", new { driver });

    /// <summary>Records a licence with its reserved index; the unique constraint refuses an index already given.</summary>
    internal static void Insert(StoreSession db, LicenceRow row) =>
        db.Execute(
            """
            INSERT INTO licences(id, driver, block, idx, letters, value, reserved_at, offer_hash, offer_expires, bound_key)
            VALUES(@Id, @Driver, @Block, @Idx, @Letters, @Value, @ReservedAt, @OfferHash, @OfferExpires, @BoundKey)
            """,
            row);

    internal static void SetOffer(StoreSession db, string id, byte[] offerHash, DateTimeOffset expires, string? boundKey) =>
        db.Execute("UPDATE licences SET offer_hash = @offerHash, offer_expires = @expires, bound_key = @boundKey WHERE id = @id",
            new { id, offerHash, expires = expires.Stored(), boundKey });

    /// <summary>Binds the licence to a device key; true when this key holds it now, false when another does.</summary>
    internal static bool BindDevice(StoreSession db, string id, string deviceKey) =>
        db.Execute(
            """
            UPDATE licences SET device_key = @deviceKey
            WHERE id = @id AND (device_key IS NULL OR device_key = @deviceKey) AND (bound_key IS NULL OR bound_key = @deviceKey)
              AND superseded = 0 AND lost = 0
            """,
            new { id, deviceKey }) == 1;

    /// <summary>Records the signed licence; false when one had been recorded before, which stands.</summary>
    internal static bool SetSigned(StoreSession db, string id, byte[] issuerSigned, string signer, DateTimeOffset signedAt, DateTimeOffset validUntil) =>
        db.Execute(
            """
            UPDATE licences SET issuer_signed = @issuerSigned, signer = @signer, signed_at = @signedAt, valid_until = @validUntil
            WHERE id = @id AND issuer_signed IS NULL
            """,
            new { id, issuerSigned = db.Personal.Seal(SignedColumn, id, issuerSigned), signer, signedAt = signedAt.Stored(), validUntil = validUntil.Stored() }) == 1;

    internal static void SetStatus(StoreSession db, string id, string letters, bool superseded, StatusValue value) =>
        db.Execute("UPDATE licences SET letters = @letters, superseded = @superseded, value = @value WHERE id = @id",
            new { id, letters, superseded = superseded ? 1 : 0, value = (long)value });

    /// <summary>Says that its device is lost.</summary>
    internal static void SetLost(StoreSession db, string id) => db.Execute("UPDATE licences SET lost = 1 WHERE id = @id", new { id });

    internal static bool IsTaken(StoreSession db, long block, long idx) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM licences WHERE block = @block AND idx = @idx", new { block, idx }) > 0;

    /// <summary>The indices of a block already given out, in order.</summary>
    internal static IReadOnlyList<long> IndicesOf(StoreSession db, long block) =>
        db.Query<long>("SELECT idx FROM licences WHERE block = @block ORDER BY idx", new { block }).AsList();

    /// <summary>The entries of a block that are not VALID.</summary>
    internal static IEnumerable<(long Idx, long Value)> NotValid(StoreSession db, long block) =>
        db.Query<(long, long)>("SELECT idx, value FROM licences WHERE block = @block AND value <> 0", new { block }, buffered: false);

    /// <summary>The first entries, in order, whose value is not the one that the newest head has.</summary>
    internal static IEnumerable<(long Block, long Idx, long Value)> Unheaded(StoreSession db, int most) => Entries(db, "value <> headed", most);

    /// <summary>The same of those with an urgent change.</summary>
    internal static IEnumerable<(long Block, long Idx, long Value)> UnheadedUrgent(StoreSession db, int most) =>
        Entries(db, $"value <> headed AND {ChangedUrgently}", most);

    /// <summary>The entries that are not VALID in the newest head.</summary>
    internal static IEnumerable<(long Block, long Idx, long Value)> Headed(StoreSession db) =>
        db.Query<(long, long, long)>("SELECT block, idx, headed FROM licences WHERE headed <> 0", buffered: false);

    /// <summary>Says of entries of one block that the newest head has this value; of how many it is their own and new.</summary>
    internal static int MarkHeaded(StoreSession db, long block, long value, IEnumerable<long> indices) =>
        indices.Chunk(MarkedAtOnce).Sum(some => db.Execute(MarkHeadedSql(some), new { block, value }));

    /// <summary>Finds them by their keys: a server that guesses how many values differ would rather read every licence there is.</summary>
    internal static string MarkHeadedSql(IEnumerable<long> indices) =>
        $"UPDATE licences SET headed = value WHERE block = @block AND idx IN ({string.Join(',', indices)}) AND value = @value AND value <> headed";

    private const int MarkedAtOnce = 1_000;

    // The condition of an entry with an urgent change that no head holds yet.
    private const string ChangedUrgently = "id IN (SELECT licence_id FROM status_changes WHERE head_version IS NULL AND urgent = 1)";

    /// <summary>Opens a signed licence as its column holds it.</summary>
    internal static byte[] OpenSigned(StoreSession db, string id, byte[] sealedValue) => db.Personal.Open(SignedColumn, id, sealedValue);

    private static IEnumerable<(long Block, long Idx, long Value)> Entries(StoreSession db, string condition, int most) =>
        db.Query<(long, long, long)>($"SELECT block, idx, value FROM licences WHERE {condition} ORDER BY block, idx LIMIT @most", new { most }, buffered: false);

    private static List<LicenceRow> Read(StoreSession db, string clause, object arguments) =>
        db.Query<LicenceRow>(Select + clause, arguments)
            .Select(row => row.IssuerSigned is { } signed ? row with { IssuerSigned = OpenSigned(db, row.Id, signed) } : row)
            .ToList();
}
