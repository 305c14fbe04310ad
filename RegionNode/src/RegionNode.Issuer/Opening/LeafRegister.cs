using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Storage;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Opening;

/// <summary>Opens leaves against the registry: blind, security object and index must be those of a licence that was issued here.</summary>
internal sealed class LeafRegister(IDurableStore store)
{
    /// <summary>Which of these leaf hashes no licence opens.</summary>
    internal IReadOnlyList<int> Unmatched(IReadOnlyList<ReadOnlyMemory<byte>> leaves) => store.Read(db =>
        (IReadOnlyList<int>)[.. Enumerable.Range(0, leaves.Count).Where(at => IssuanceTables.Open(db, leaves[at].ToArray()) is not { } licence || !Opens(licence, leaves[at]))]);

    /// <summary>Computed anew from the licence itself: a leaf that only stands in the table opens nothing.</summary>
    private static bool Opens((byte[] Blind, long Entry, byte[] IssuerSigned) licence, ReadOnlyMemory<byte> leaf) =>
        IssuanceLeaf.Hash(licence.Blind, LoggedLicence.MsoSha256(licence.IssuerSigned), licence.Entry).Span.SequenceEqual(leaf.Span);
}
