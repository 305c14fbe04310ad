using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Audit;

/// <summary>
/// A signed statement of where a region's audit trail stood (SPEC.md §15.2). Holding one proves that a status key of that region
/// signed it; it makes a trail that was rewritten or cut short afterwards show.
/// </summary>
public sealed class AuditCheckpoint
{
    /// <summary>The type in its protected header: keeps it apart from what else that key signs.</summary>
    public const string MediaType = "application/vnd.federation.audit-checkpoint+cwt";

    private AuditCheckpoint(AuditCheckpointClaims claims, string keyId) => (Claims, KeyId) = (claims, keyId);

    /// <summary>What the region states.</summary>
    public AuditCheckpointClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>Signs a checkpoint.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §15.2.</exception>
    public static byte[] Sign(AuditCheckpointClaims claims, ISigner signer, string keyId)
    {
        if (AuditCheckpointCwt.Broken(claims) is { } broken)
            throw new ArgumentException(broken, nameof(claims));
        return RegionStatement.Sign(MediaType, AuditCheckpointCwt.Write(claims), signer, keyId);
    }

    /// <summary>Checks a checkpoint. Whether it fits a trail is <see cref="AuditFileCheck"/>'s to say.</summary>
    /// <param name="checkpoint">As it came; it must not change afterwards.</param>
    /// <param name="statusKey">The key of a region and id, whatever became of it since; else null.</param>
    public static StatusResult<AuditCheckpoint> Verify(ReadOnlyMemory<byte> checkpoint, Func<string, string, PublicKey?> statusKey)
    {
        var statement = RegionStatement.Read(checkpoint, MediaType, Limits.AuditCheckpointBytes);
        if (!statement.Ok)
            return StatusResult<AuditCheckpoint>.Fail(statement.Fault, statement.Detail);
        var claims = AuditCheckpointCwt.Read(statement.Value.Payload);
        if (!claims.Ok)
            return StatusResult<AuditCheckpoint>.Fail(claims.Fault, claims.Detail);
        // The claims name the region; they count only once its key has signed them.
        var key = statement.Value.Check(keyId => statusKey(claims.Value.Region, keyId));
        return key.Ok ? StatusResult<AuditCheckpoint>.Of(new AuditCheckpoint(claims.Value, key.Value)) : StatusResult<AuditCheckpoint>.Fail(key.Fault, key.Detail);
    }
}
