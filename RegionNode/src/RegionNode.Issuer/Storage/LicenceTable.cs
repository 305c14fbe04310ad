using Dapper;
using Microsoft.Data.Sqlite;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Storage;

/// <summary>The licences and the status indices they hold. An index is never given twice: (block, idx) is unique and rows are never deleted.</summary>
internal static class LicenceTable
{
    private const string Select =
        """
        SELECT id AS Id, file_number AS FileNumber, block AS Block, idx AS Idx, letters AS Letters, superseded AS Superseded,
               value AS Value, reserved_at AS ReservedAt, offer_hash AS OfferHash, offer_expires AS OfferExpires,
               device_key AS DeviceKey, signed_at AS SignedAt, valid_until AS ValidUntil, signer AS Signer, issuer_signed AS IssuerSigned
        FROM licences
        """;

    internal static LicenceRow? Find(SqliteConnection db, string id) =>
        db.QuerySingleOrDefault<LicenceRow>(Select + " WHERE id = @id", new { id });

    internal static LicenceRow? FindByIndex(SqliteConnection db, long block, long idx) =>
        db.QuerySingleOrDefault<LicenceRow>(Select + " WHERE block = @block AND idx = @idx", new { block, idx });

    internal static LicenceRow? FindByOffer(SqliteConnection db, byte[] offerHash) =>
        db.QuerySingleOrDefault<LicenceRow>(Select + " WHERE offer_hash = @offerHash", new { offerHash });

    internal static IReadOnlyList<LicenceRow> OfDriver(SqliteConnection db, string fileNumber) =>
        db.Query<LicenceRow>(Select + " WHERE file_number = @fileNumber ORDER BY reserved_at, id", new { fileNumber }).AsList();

    /// <summary>Records a licence with its reserved index; the unique constraint refuses an index already given.</summary>
    internal static void Insert(SqliteConnection db, LicenceRow row) =>
        db.Execute(
            """
            INSERT INTO licences(id, file_number, block, idx, letters, value, reserved_at, offer_hash, offer_expires)
            VALUES(@Id, @FileNumber, @Block, @Idx, @Letters, @Value, @ReservedAt, @OfferHash, @OfferExpires)
            """,
            row);

    internal static void SetOffer(SqliteConnection db, string id, byte[] offerHash, DateTimeOffset expires) =>
        db.Execute("UPDATE licences SET offer_hash = @offerHash, offer_expires = @expires WHERE id = @id",
            new { id, offerHash, expires = expires.Stored() });

    /// <summary>Binds the licence to a device key; true when this key holds it now, false when another does.</summary>
    internal static bool BindDevice(SqliteConnection db, string id, string deviceKey) =>
        db.Execute("UPDATE licences SET device_key = @deviceKey WHERE id = @id AND (device_key IS NULL OR device_key = @deviceKey)",
            new { id, deviceKey }) == 1;

    /// <summary>Records the signed licence; false when one had been recorded before, which stands.</summary>
    internal static bool SetSigned(SqliteConnection db, string id, byte[] issuerSigned, string signer, DateTimeOffset signedAt, DateTimeOffset validUntil) =>
        db.Execute(
            """
            UPDATE licences SET issuer_signed = @issuerSigned, signer = @signer, signed_at = @signedAt, valid_until = @validUntil
            WHERE id = @id AND issuer_signed IS NULL
            """,
            new { id, issuerSigned, signer, signedAt = signedAt.Stored(), validUntil = validUntil.Stored() }) == 1;

    internal static void SetStatus(SqliteConnection db, string id, string letters, bool superseded, StatusValue value) =>
        db.Execute("UPDATE licences SET letters = @letters, superseded = @superseded, value = @value WHERE id = @id",
            new { id, letters, superseded = superseded ? 1 : 0, value = (long)value });

    internal static bool IsTaken(SqliteConnection db, long block, long idx) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM licences WHERE block = @block AND idx = @idx", new { block, idx }) > 0;

    /// <summary>The indices of a block already given out, in order.</summary>
    internal static IReadOnlyList<long> IndicesOf(SqliteConnection db, long block) =>
        db.Query<long>("SELECT idx FROM licences WHERE block = @block ORDER BY idx", new { block }).AsList();

    /// <summary>The entries of a block that are not VALID.</summary>
    internal static IEnumerable<(long Idx, long Value)> NotValid(SqliteConnection db, long block) =>
        db.Query<(long, long)>("SELECT idx, value FROM licences WHERE block = @block AND value <> 0", new { block }, buffered: false);

    /// <summary>The entries whose value is not the one that the newest head has, in order.</summary>
    internal static IEnumerable<(long Block, long Idx, long Value)> Unheaded(SqliteConnection db) =>
        db.Query<(long, long, long)>("SELECT block, idx, value FROM licences WHERE value <> headed ORDER BY block, idx", buffered: false);

    /// <summary>The entries that are not VALID in the newest head.</summary>
    internal static IEnumerable<(long Block, long Idx, long Value)> Headed(SqliteConnection db) =>
        db.Query<(long, long, long)>("SELECT block, idx, headed FROM licences WHERE headed <> 0", buffered: false);

    /// <summary>Says that the newest head has every value as it is now.</summary>
    internal static void MarkHeaded(SqliteConnection db) => db.Execute("UPDATE licences SET headed = value WHERE value <> headed");
}
