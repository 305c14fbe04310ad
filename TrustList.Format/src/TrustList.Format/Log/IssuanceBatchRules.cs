using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustList.Format.Log;

/// <summary>The rules of SPEC.md §13.2 that a batch must keep, whoever made it.</summary>
internal static class IssuanceBatchRules
{
    /// <summary>The first rule broken; null when none is.</summary>
    public static string? Broken(IssuanceBatchClaims claims) =>
        !RegionCode.IsValid(claims.Region) ? "the region is not six digits"
        : claims.Number < 1 ? "numbers begin at 1"
        : claims.Leaves is < 1 or > Limits.IssuanceBatchLeaves ? $"1 to {Limits.IssuanceBatchLeaves} leaves"
        : claims.Root.Length != MerkleTree.HashBytes || claims.Previous.Length != MerkleTree.HashBytes ? "a hash has 32 bytes"
        : claims.Number == 1 != claims.Previous.Span.SequenceEqual(IssuanceBatchClaims.NoPrevious.Span) ? "the first batch, and no other, has none before it"
        : null;
}
