using System.Collections.Immutable;
using System.Numerics;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>
/// A verified issuer certificate authority list (ISO/IEC 18013-5 Annex C): what a reader of another system trusts. Holding
/// one that was read proves its form alone; who signed it is for <see cref="SignedVical"/>.
/// </summary>
public sealed record Vical
{
    /// <summary>The version that this system writes.</summary>
    public const string CurrentVersion = "1.0";

    /// <summary>The version of the structure.</summary>
    public required string Version { get; init; }

    /// <summary>Who provides it.</summary>
    public required string Provider { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Rises with each issue. Optional in Annex C; always written here.</summary>
    public long? IssueId { get; init; }

    /// <summary>When the next one is made at the latest. Optional in Annex C; always written here.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>The authorities.</summary>
    public required ImmutableArray<VicalEntry> Entries { get; init; }

    /// <summary>Members that Annex C does not name, passed over by the reader.</summary>
    public ImmutableArray<string> UnknownMembers { get; init; } = [];

    /// <summary>Reads the content of a VICAL.</summary>
    public static Decoded<Vical> Read(ReadOnlyMemory<byte> payload) => VicalReader.Read(payload);

    /// <summary>The content in deterministic CBOR (SPEC.md §2.2). Unknown members are not written.</summary>
    public byte[] Encode() => VicalWriter.Write(this);
}

/// <summary>
/// One authority of a VICAL. Everything beside <see cref="Certificate"/> repeats it for readers' convenience, and is as
/// true as the provider was careful: <see cref="ProjectionLint"/> compares.
/// </summary>
public sealed record VicalEntry
{
    /// <summary>The certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>Its serial number.</summary>
    public required BigInteger SerialNumber { get; init; }

    /// <summary>Its subject key identifier.</summary>
    public required ReadOnlyMemory<byte> SubjectKeyIdentifier { get; init; }

    /// <summary>The document types that it is trusted for, at least one.</summary>
    public required ImmutableArray<string> DocTypes { get; init; }

    /// <summary>Profiles that it follows, as URIs.</summary>
    public ImmutableArray<string> CertificateProfiles { get; init; } = [];

    /// <summary>The issuing authority's name.</summary>
    public string? IssuingAuthority { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of the issuing country.</summary>
    public string? IssuingCountry { get; init; }

    /// <summary>ISO 3166-2 of the state or province.</summary>
    public string? StateOrProvinceName { get; init; }

    /// <summary>The certificate's issuer, DER.</summary>
    public ReadOnlyMemory<byte>? Issuer { get; init; }

    /// <summary>The certificate's subject, DER.</summary>
    public ReadOnlyMemory<byte>? Subject { get; init; }

    /// <summary>The certificate's first instant.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The certificate's last instant.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Members that Annex C does not name, passed over by the reader.</summary>
    public ImmutableArray<string> UnknownMembers { get; init; } = [];
}
