using TrustList.Format.Signing;

namespace TrustList.Format.Credentials.Reading;

/// <summary>A licence as presented: IssuerSigned, or its compact form out of a code. Structure read, nothing proved.</summary>
/// <param name="Items">The disclosed items, in order.</param>
/// <param name="Encoded">The encoded issuerAuth.</param>
/// <param name="IssuerAuth">The issuer's COSE_Sign1.</param>
/// <param name="Mso">Its content.</param>
internal sealed record IssuerSigned(IReadOnlyList<PresentedItem> Items, ReadOnlyMemory<byte> Encoded, CoseSign1 IssuerAuth, SecurityObject Mso)
{
    /// <summary>What only a compact form has; null for the licence itself.</summary>
    public CompactOrigin? Compact { get; init; }

    /// <summary>The live assertion that the holder put beside it; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Staple => Compact is { } compact ? compact.Staple : IssuerAuth.Headers.StatusStaple;
}

/// <summary>Where a compact form comes from. SPEC.md §6.10.</summary>
/// <param name="Region">The region that it names as its issuer.</param>
/// <param name="KeyId">The first bytes of the signer's thumbprint.</param>
/// <param name="MsoStart">The first bytes of the hash of the licence's security object.</param>
internal sealed record CompactOrigin(string Region, ReadOnlyMemory<byte> KeyId, ReadOnlyMemory<byte> MsoStart)
{
    /// <summary>The live assertion in the code; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Staple { get; init; }
}
