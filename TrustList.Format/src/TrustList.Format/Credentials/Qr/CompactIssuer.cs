using System.Security.Cryptography;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Qr;

/// <summary>Signs the compact form of a licence that was issued, for QR codes. SPEC.md §6.10.</summary>
public static class CompactIssuer
{
    /// <summary>Signs. What it says is what the licence says; its end is the licence's or the signer's, whichever is earlier.</summary>
    /// <param name="issuerSigned">The licence, as it was given out with all its elements.</param>
    /// <param name="region">The issuing region, six digits.</param>
    /// <param name="signer">A document signer of the region that may sign at <paramref name="signedAt"/>.</param>
    /// <param name="signedAt">The instant of signing, also the first of validity.</param>
    /// <param name="latest">The end is not later than this, for example where the signer's key may no longer be relied on; null: no such bound.</param>
    /// <returns>COSE_Sign1 of the claims.</returns>
    /// <exception cref="ArgumentException">Not a licence that has a compact form, or no time of validity is left: a programming error of the issuer.</exception>
    public static byte[] Issue(ReadOnlyMemory<byte> issuerSigned, string region, DocumentSigner signer, DateTimeOffset signedAt, DateTimeOffset? latest = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (IssuerSignedReader.ReadAlone(issuerSigned, new Findings(VerificationProfile.Strict)) is not { Mso: { Status: { } status } mso } licence
            || CoseKey.Read(mso.DeviceKey) is not { Ok: true, Value: var deviceKey } || mso.DocType != MdocNames.DocType || CompactSource.Read(licence.Items) is not { } data)
            throw new ArgumentException("Not a licence that has a compact form.", nameof(issuerSigned));
        var at = Instants.WholeSeconds(signedAt);
        var until = Instants.WholeSeconds(new[] { mso.ValidUntil, signer.NotAfter, latest ?? DateTimeOffset.MaxValue }.Min());
        if (at < signer.NotBefore || at < mso.ValidFrom || until <= at)
            throw new ArgumentException("No time of validity is left, or it has not begun.", nameof(signedAt));

        var start = SHA256.HashData(licence.IssuerAuth.Payload!.Value.Span).AsSpan(0, CompactLabels.MsoBytes);
        var claims = CompactWriter.Write(region, data, deviceKey, (status.Uri, status.Index), start, at, until);
        var headers = new CoseHeaders { KeyId = Convert.FromHexString(signer.Thumbprint).AsMemory(0, CompactLabels.KeyIdBytes) };
        return CoseSign1.Sign(signer.Key, headers, claims);
    }
}
