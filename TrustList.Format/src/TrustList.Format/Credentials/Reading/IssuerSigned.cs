using TrustList.Format.Signing;

namespace TrustList.Format.Credentials.Reading;

/// <summary>An IssuerSigned as presented: structure read, nothing proved.</summary>
/// <param name="Items">The disclosed items, in order.</param>
/// <param name="Encoded">The encoded issuerAuth.</param>
/// <param name="IssuerAuth">The issuer's COSE_Sign1.</param>
/// <param name="Mso">Its content.</param>
internal sealed record IssuerSigned(IReadOnlyList<PresentedItem> Items, ReadOnlyMemory<byte> Encoded, CoseSign1 IssuerAuth, SecurityObject Mso);
