using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Keys;

/// <summary>
/// A document signer that may sign now: its key is ours, its certificate stands in the newest issuers.json that the hub
/// admitted, its state is active and its signing window is open at the instant it was asked for.
/// </summary>
/// <param name="Signer">The key.</param>
/// <param name="Certificate">The record in issuers.json.</param>
/// <param name="Jurisdiction">The certificate's stateOrProvinceName (ISO 3166-2), which the licence repeats (ISO/IEC 18013-5 Annex B); null where it has none.</param>
internal sealed record SigningCertificate(ISigner Signer, IssuerCertificate Certificate, string? Jurisdiction);
