using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>
/// <c>regions/CODE/issuers.json</c>: the certificates and status keys that a region's operators published
/// (SPEC.md §5.3). Holding one that was read proves that every record is consistent in itself; what of it counts
/// is for the registry to say as well (<see cref="CheckAgainst"/>).
/// </summary>
public sealed record IssuersDocument
{
    /// <summary>The region that speaks.</summary>
    public required string Region { get; init; }

    /// <summary>Roots and document signers. Append-only.</summary>
    public required ImmutableArray<IssuerCertificate> Certificates { get; init; }

    /// <summary>Keys of status lists and live answers. Append-only.</summary>
    public required ImmutableArray<StatusKey> StatusKeys { get; init; }

    /// <summary>The target path of a region's document.</summary>
    public static string PathOf(string code) => $"regions/{code}/issuers.json";

    /// <summary>The certificate with this thumbprint (lower hex), or null.</summary>
    public IssuerCertificate? Find(string thumbprint) => Certificates.FirstOrDefault(certificate => certificate.Thumbprint == thumbprint);

    /// <summary>The status key with this name, or null.</summary>
    public StatusKey? FindStatusKey(string keyId) => StatusKeys.FirstOrDefault(key => key.KeyId == keyId);

    /// <summary>Whether any of the region's lost keys was used for this leaf of the issuance log, by the region's own word.</summary>
    public bool Disowns(ReadOnlyMemory<byte> leaf) =>
        Certificates.Any(certificate => certificate.Disowned.Any(disowned => disowned.Span.SequenceEqual(leaf.Span)));

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<IssuersDocument> Read(ReadOnlySpan<byte> utf8) => IssuersJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => IssuersJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => IssuersChecks.Check(this);

    /// <summary>Whether this version only adds to or narrows the one before (SPEC.md §5.5). Hub and clients refuse one that does not.</summary>
    /// <param name="previous">The version accepted before.</param>
    /// <param name="admittedAt">
    /// For the hub: now, to ask that a new key is known for 48 hours before it may sign. Null takes the region's own date of
    /// publication for it.
    /// </param>
    /// <param name="underNotice">Whether an emergency notice is in force on a key of the region; null where none is known.</param>
    public RegistryRefusal? CheckSuccessor(IssuersDocument previous, DateTimeOffset? admittedAt = null, Func<string, bool>? underNotice = null) =>
        IssuersSuccession.Check(this, previous, admittedAt, underNotice);

    /// <summary>
    /// The keys that this version adds to the one before, to sign before the 48 hours are over and with a reason given: what a
    /// hub writes into its events. Their names, thumbprint or key id.
    /// </summary>
    public IEnumerable<string> AddedOnShortNotice(IssuersDocument previous) =>
        ShortNotice.Added(this, previous).Where(added => added.Key.ShortNotice is not null).Select(added => added.Name);

    /// <summary>
    /// Every certificate that does not count beside the registry and policy, and why; empty where all count. A hub refuses
    /// such a document; a client leaves out the certificates.
    /// </summary>
    /// <param name="region">The registry's record of the region.</param>
    /// <param name="policy">The policy, whose algorithms apply; null to ask for none.</param>
    /// <param name="standing">
    /// The version before. Its records may be of an algorithm that policy has given up since: they cannot be dropped, and
    /// the region must still be able to publish others. They count no more, here or there.
    /// </param>
    public IEnumerable<RegistryRefusal> CheckAgainst(RegionRecord region, PolicyDocument? policy = null, IssuersDocument? standing = null) =>
        IssuersRight.Against(this, region, policy, standing);
}
