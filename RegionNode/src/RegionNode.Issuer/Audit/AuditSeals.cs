using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Audit;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Audit;

/// <summary>Signs where the trail stands, with the status key, so that one that is rewritten later shows (SPEC.md §15.2).</summary>
internal sealed class AuditSeals(NodeOptions options, SigningKeys signing, IDurableStore store, TimeProvider clock)
{
    /// <summary>How long entries may stand without a checkpoint over them.</summary>
    internal static readonly TimeSpan Rhythm = TimeSpan.FromDays(1);

    /// <summary>Signs a checkpoint where one is due. False while no status key may sign.</summary>
    internal bool SignDue()
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (signing.StatusKey(now) is not { } key)
            return false;
        if (store.Read(db => IsDue(db, now)))
        {
            store.Write("audit checkpoint", db =>
            {
                var (seq, hash) = AuditTable.Last(db);
                Sign(db, key, new AuditCheckpointClaims(options.Code, now, seq, hash));
                return true;
            });
        }
        return true;
    }

    /// <summary>Signs the end of an export; part of the caller's transaction.</summary>
    internal void SealExport(StoreSession db, StatusSigner key, long first, StoredAuditEntry last, DateTimeOffset now) =>
        Sign(db, key, new AuditCheckpointClaims(options.Code, Instants.WholeSeconds(now), last.Entry.Seq, last.Hash, first));

    /// <summary>What is wrong between the newest checkpoint and the trail; null: nothing.</summary>
    internal string? Contradiction() => store.Read(db =>
        AuditCheckpointTable.Newest(db) is not { } newest || AuditCheckpoint.Verify(newest.Checkpoint, (_, id) => signing.StatusKeyNamed(id)) is not { Ok: true, Value: var signed }
            ? null
            : AuditTable.Find(db, signed.Claims.Seq) is not { } entry ? $"the audit trail was cut short: entry {signed.Claims.Seq} was signed and is not there"
            : !entry.Hash.AsSpan().SequenceEqual(signed.Claims.Hash.Span) ? $"the audit trail was rewritten at or before entry {signed.Claims.Seq}"
            : null);

    private static bool IsDue(StoreSession db, DateTimeOffset now)
    {
        var (seq, _) = AuditTable.Last(db);
        var newest = AuditCheckpointTable.Newest(db);
        return seq > (newest?.Seq ?? 0) && (newest is null || now >= newest.SignedAt + Rhythm);
    }

    private static void Sign(StoreSession db, StatusSigner key, AuditCheckpointClaims claims) =>
        AuditCheckpointTable.Add(db, new StoredAuditCheckpoint(claims.Seq, claims.IssuedAt, AuditCheckpoint.Sign(claims, key.Signer, key.KeyId)));
}
