using RegionNode.Issuer.Status;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Issuing;

/// <summary>Turns a checked issuance into a signed licence for one device.</summary>
internal sealed class LicenceSigner(StatusLists lists)
{
    /// <summary>IssuerSigned, CBOR (ISO/IEC 18013-5 §8.3.2.1.2.2).</summary>
    internal byte[] Sign(CheckedIssuance issuance, PublicKey deviceKey)
    {
        issuance.Redeem();
        return MdocIssuer.Issue(new IssuanceRequest
        {
            Elements = issuance.Data.ToElements(),
            DeviceKey = deviceKey,
            SignedAt = issuance.SignedAt,
            ValidFrom = issuance.SignedAt,
            ValidUntil = issuance.ValidUntil,
            StatusUri = lists.UriOf(issuance.Licence.Row.Block),
            StatusIndex = issuance.Licence.Row.Idx,
            Signer = issuance.Signer,
        });
    }
}
