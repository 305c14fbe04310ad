using System.Formats.Cbor;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>Signs licences (ISO/IEC 18013-5 §8.3.2.1.2.2, §9.1.2). SPEC.md §6.4.</summary>
public static class MdocIssuer
{
    /// <summary>Signs one licence. Salts come from the system's generator, digest numbers are shuffled.</summary>
    /// <param name="request">What to sign.</param>
    /// <returns>IssuerSigned, CBOR.</returns>
    /// <exception cref="ArgumentException">The request breaks a rule of SPEC.md §6.4: a programming error of the issuer.</exception>
    public static byte[] Issue(IssuanceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);

        var items = SignedItems.Make(request.Elements.AsSpan());
        var mso = DeviceAuthentication.Wrap(MobileSecurityObject.Write(request, items));
        var issuerAuth = CoseSign1.Sign(request.Signer.Key, new CoseHeaders { X5Chain = [request.Signer.Certificate] }, mso);
        return Assemble(items, issuerAuth);
    }

    private static byte[] Assemble(SignedItems items, byte[] issuerAuth)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: items.EncodedLength + issuerAuth.Length + 256);
        writer.WriteStartMap(2);
        writer.WriteTextString("nameSpaces");
        writer.WriteStartMap(items.Namespaces.Count);
        foreach (var (name, members) in items.Namespaces)
        {
            writer.WriteTextString(name);
            writer.WriteStartArray(members.Count);
            foreach (var member in members)
            {
                writer.WriteTag(CborTag.EncodedCborDataItem);
                writer.WriteByteString(member.Encoded);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndMap();
        writer.WriteTextString("issuerAuth");
        writer.WriteEncodedValue(issuerAuth);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Check(IssuanceRequest request)
    {
        Require(!request.Elements.IsDefaultOrEmpty, "no elements");
        Require(request.DeviceKey.Algorithm == SignatureAlgorithm.ES256, "the device key is not P-256");
        Require(request.SignedAt <= request.ValidFrom && request.ValidFrom < request.ValidUntil, "signed <= validFrom < validUntil");
        Require(request.ValidUntil - request.ValidFrom <= MdocNames.LongestValidity, "valid for more than 365 days");
        Require(request.SignedAt >= request.Signer.NotBefore && request.ValidUntil <= request.Signer.NotAfter, "outside the certificate's validity");
        Require(request.StatusUri is null || request.StatusIndex is >= 0 and <= uint.MaxValue, "status index out of range");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException($"A licence breaks a rule of SPEC.md §6.4: {rule}.", nameof(holds));
    }
}
