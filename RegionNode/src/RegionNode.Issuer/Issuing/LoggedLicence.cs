using System.Formats.Cbor;
using System.Security.Cryptography;
using RegionNode.Issuer.Storage;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Issuing;

/// <summary>From a signed licence to what is logged of it (SPEC.md §13.1).</summary>
internal static class LoggedLicence
{
    private const string IssuerAuth = "issuerAuth";

    /// <summary>A new leaf, with a blind of its own.</summary>
    internal static LeafRow LeafOf(LicenceRow licence, byte[] issuerSigned)
    {
        var (blind, mso, entry) = (IssuanceLeaf.NewBlind(), MsoSha256(issuerSigned), IssuanceLeaf.Entry(licence.Block, (int)licence.Idx));
        return new LeafRow
        {
            LicenceId = licence.Id,
            Entry = entry,
            Blind = blind,
            MsoSha256 = mso,
            Leaf = IssuanceLeaf.Hash(blind, mso, entry).ToArray(),
        };
    }

    /// <summary>SHA-256 of the security object as it was signed: the payload of issuerAuth.</summary>
    /// <exception cref="InvalidOperationException">Not a licence that this node signed.</exception>
    internal static byte[] MsoSha256(ReadOnlyMemory<byte> issuerSigned)
    {
        var reader = new CborReader(issuerSigned, CborConformanceMode.Lax);
        for (var members = reader.ReadStartMap(); members is null or > 0; members--)
        {
            if (reader.ReadTextString() == IssuerAuth)
                return SHA256.HashData(CoseSign1.Parse(reader.ReadEncodedValue()).Value.Payload!.Value.Span);
            reader.SkipValue();
        }
        throw new InvalidOperationException("a licence without issuerAuth");
    }
}
