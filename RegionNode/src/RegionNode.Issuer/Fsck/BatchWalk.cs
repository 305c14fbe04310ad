using RegionNode.Issuer.Storage;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Fsck;

/// <summary>Issuance batches: one chain without gaps, each with all its leaves in their places.</summary>
internal static class BatchWalk
{
    internal static IEnumerable<string> Violations(StoreSession db, string region)
    {
        var (newest, previous) = (IssuanceTables.NewestBatch(db)?.Number ?? 0, IssuanceBatchClaims.NoPrevious);
        for (var number = 1L; number <= newest; number++)
        {
            if (IssuanceTables.FindBatch(db, number) is not { } batch)
            {
                yield return $"batch {number} is missing";
                yield break;
            }
            if (Fault(db, region, batch, previous) is { } fault)
                yield return $"batch {number} {fault}";
            previous = batch.Hash;
        }
        if (db.ExecuteScalar<long>("SELECT count(*) FROM issuance_leaves WHERE (batch IS NULL) <> (position IS NULL) OR batch > @newest", new { newest }) is > 0 and var strays)
            yield return $"{strays} leaves are in no batch and in no wait for one";
    }

    private static string? Fault(StoreSession db, string region, SignedBatch batch, ReadOnlyMemory<byte> previous)
    {
        var leaves = IssuanceTables.LeavesOf(db, batch.Number);
        if (leaves.Count != batch.Leaves)
            return $"has {leaves.Count} leaves of {batch.Leaves}";
        if (db.QuerySingle<(long, long)>(
            """
            SELECT min(position), max(position) FROM (SELECT position FROM issuance_leaves WHERE batch = @Number
                UNION ALL SELECT position FROM forgotten_leaves WHERE batch = @Number) AS l
            """, new { batch.Number }) != (0, leaves.Count - 1))
            return "has leaves in other places";
        var claims = IssuanceBatchClaims.Of(region, batch.Number, batch.IssuedAt, [.. leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf)], previous);
        return IssuanceBatch.HashOf(claims).Span.SequenceEqual(batch.Hash) ? null : "is not what its hash says, or does not follow the one before";
    }
}
