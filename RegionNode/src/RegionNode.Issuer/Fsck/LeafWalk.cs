using System.Security.Cryptography;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Storage;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Fsck;

/// <summary>Leaves for the log: every signed licence has the one that opens to it, and none stands without.</summary>
internal static class LeafWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Licences(db).Concat(Strays(db));

    private static IEnumerable<string> Licences(StoreSession db) =>
        from row in db.Query<(string Id, long Block, long Idx, byte[] Signed, byte[]? Blind, byte[]? Leaf)>(
            """
            SELECT l.id, l.block, l.idx, l.issuer_signed, n.blind, n.leaf FROM licences AS l LEFT JOIN issuance_leaves AS n ON n.licence_id = l.id
            WHERE l.issuer_signed IS NOT NULL
            """, buffered: false)
        let wrong = row.Blind is null || row.Leaf is null ? "has no leaf for the log" : Opens(db, row.Id, row.Block, row.Idx, row.Signed, row.Blind, row.Leaf) ? null : "is not what its leaf says"
        where wrong is not null
        select $"licence {row.Id} {wrong}";

    private static bool Opens(StoreSession db, string id, long block, long idx, byte[] signed, byte[] blind, byte[] leaf)
    {
        try
        {
            var mso = LoggedLicence.MsoSha256(LicenceTable.OpenSigned(db, id, signed));
            return IssuanceLeaf.Hash(blind, mso, IssuanceLeaf.Entry(block, (int)idx)).Span.SequenceEqual(leaf);
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or System.Formats.Cbor.CborContentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Strays(StoreSession db) =>
        from id in db.Query<string>(
            "SELECT n.licence_id FROM issuance_leaves AS n LEFT JOIN licences AS l ON l.id = n.licence_id WHERE l.issuer_signed IS NULL", buffered: false)
        select $"licence {id} has a leaf and was never signed";
}
