using TrustList.Format.Log;

namespace TrustList.Format.Credentials;

/// <summary>What a wallet sends its region's node to get the licence's issuance proof (SPEC.md §13.4).</summary>
/// <param name="StatusUri">The status list that the licence names.</param>
/// <param name="Index">Its index there.</param>
/// <param name="MsoSha256">SHA-256 of its mobile security object as signed.</param>
/// <param name="Entry">Its <see cref="IssuanceLeaf.Entry"/>, which the first two give.</param>
public sealed record IssuanceQuestion(string StatusUri, int Index, ReadOnlyMemory<byte> MsoSha256, long Entry)
{
    /// <summary>
    /// Whether a proof is about this licence: its leaf lies under the root that the batch in it claims. Who signed the batch, and
    /// whether it is in the log, is not checked: a wallet has no trust list to check it by.
    /// </summary>
    public bool IsAnsweredBy(IssuanceProof proof) =>
        proof.BatchClaims() is { } claims
        && MerkleTree.VerifyInclusion(proof.LeafOf(MsoSha256.Span, Entry), proof.LeafIndex, claims.Leaves, proof.LeafPath, claims.Root);
}
