using TrustList.Format.Metadata;
using TrustList.Protocol;

namespace RegionNode.Issuer.Storage;

/// <summary>The newest node.json that was signed.</summary>
internal sealed record SignedNodeMetadata(long Version, string ContentSha256, DateTimeOffset SignedAt, DateTimeOffset Expires, string SubmissionId);

/// <summary>What the province's operators signed for this node, and what the node signed of itself.</summary>
internal static class RegionTables
{
    internal static void AddRegion(StoreSession db, long version, byte[] issuers, string submissionId) =>
        db.Execute("INSERT INTO region_metadata(version, issuers, submission_id) VALUES(@version, @issuers, @submissionId)",
            new { version, issuers, submissionId });

    internal static long NewestRegionVersion(StoreSession db) =>
        db.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM region_metadata");

    /// <summary>The version of the newest issuers.json that does not stand refused.</summary>
    internal static long? StandingVersion(StoreSession db) =>
        db.ExecuteScalar<long?>(
            "SELECT max(r.version) FROM region_metadata AS r JOIN outbox AS o ON o.id = r.submission_id WHERE o.refusal_code IS NULL");

    /// <summary>The newest issuers.json that does not stand refused.</summary>
    internal static byte[]? StandingIssuers(StoreSession db) => StandingVersion(db) is { } version ? Issuers(db, version) : null;

    /// <summary>The version of the newest issuers.json that the hub has admitted: the one that verifiers can know.</summary>
    internal static long? AdmittedVersion(StoreSession db) =>
        db.ExecuteScalar<long?>(
            "SELECT max(r.version) FROM region_metadata AS r JOIN outbox AS o ON o.id = r.submission_id WHERE o.state = 1");

    /// <summary>When the hub admitted the newest region metadata, and when that expires; null before the first.</summary>
    internal static (DateTimeOffset Admitted, DateTimeOffset Expires)? AdmittedRole(StoreSession db) =>
        db.Query<(byte[] Body, long DecidedAt)>(
                """
                SELECT o.body, o.decided_at FROM region_metadata AS r JOIN outbox AS o ON o.id = r.submission_id
                WHERE o.state = 1 ORDER BY r.version DESC LIMIT 1
                """)
            .Select(row => ((DateTimeOffset, DateTimeOffset)?)(row.DecidedAt.Instant(), ExpiryOf(row.Body)))
            .SingleOrDefault();

    private static DateTimeOffset ExpiryOf(byte[] submission) =>
        MetadataReader.Targets(SubmitMetadataRequest.Parser.ParseFrom(submission).Metadata.Memory).Value.Signed.Expires; // Read once before it was stored.

    internal static byte[] Issuers(StoreSession db, long version) =>
        db.QuerySingle<byte[]>("SELECT issuers FROM region_metadata WHERE version = @version", new { version });

    internal static SignedNodeMetadata? NewestNode(StoreSession db) =>
        db.Query<(long Version, string ContentSha256, long SignedAt, long Expires, string SubmissionId)>(
                "SELECT version, content_sha256, signed_at, expires, submission_id FROM node_metadata ORDER BY version DESC LIMIT 1")
            .Select(row => new SignedNodeMetadata(row.Version, row.ContentSha256, row.SignedAt.Instant(), row.Expires.Instant(), row.SubmissionId))
            .SingleOrDefault();

    /// <summary>What was sent with the newest node.json, once the hub has admitted it; null before.</summary>
    internal static byte[]? AdmittedNewestNode(StoreSession db) =>
        db.Query<byte[]>(
                """
                SELECT o.body FROM node_metadata AS n JOIN outbox AS o ON o.id = n.submission_id
                WHERE o.state = 1 AND n.version = (SELECT max(version) FROM node_metadata)
                """)
            .SingleOrDefault();

    internal static void AddNode(StoreSession db, SignedNodeMetadata node) =>
        db.Execute(
            """
            INSERT INTO node_metadata(version, content_sha256, signed_at, expires, submission_id)
            VALUES(@Version, @ContentSha256, @signed, @expires, @SubmissionId)
            """,
            new { node.Version, node.ContentSha256, node.SubmissionId, signed = node.SignedAt.Stored(), expires = node.Expires.Stored() });
}
