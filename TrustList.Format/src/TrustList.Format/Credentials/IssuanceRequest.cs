using System.Collections.Immutable;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>Everything that goes into one licence. SPEC.md §6.4.</summary>
public sealed record IssuanceRequest
{
    /// <summary>The elements to sign, each (namespace, name) once; see <see cref="LicenceData.ToElements"/>.</summary>
    public required ImmutableArray<LicenceElement> Elements { get; init; }

    /// <summary>The document type.</summary>
    public string DocType { get; init; } = MdocNames.DocType;

    /// <summary>The holder's P-256 device key, whose possession was proved.</summary>
    public required PublicKey DeviceKey { get; init; }

    /// <summary>The instant of signing.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The first instant of validity, not before <see cref="SignedAt"/>.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>The end of validity: at most 365 days later and not after the signer's certificate.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The uri of the status list; null only for credentials outside the federation.</summary>
    public string? StatusUri { get; init; }

    /// <summary>The entry in the status list.</summary>
    public long StatusIndex { get; init; }

    /// <summary>The key and certificate that sign.</summary>
    public required DocumentSigner Signer { get; init; }
}
