using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification;

/// <summary>
/// Everything a verifier decides by (SPEC.md §5.7). Holding one proves that registry and policy were signed by the
/// threshold of the national operators and each region's documents by that region, along one consistent snapshot.
/// It may have expired since: <see cref="ValidUntil"/>. Immutable.
/// </summary>
public sealed class TrustState
{
    internal TrustState()
    {
    }

    /// <summary>The admitted regions.</summary>
    public required RegistryDocument Registry { get; init; }

    /// <summary>Agreements and rules.</summary>
    public required PolicyDocument Policy { get; init; }

    /// <summary>Issuers by region, of the regions whose own documents stand.</summary>
    public required ImmutableDictionary<string, IssuersDocument> Issuers { get; init; }

    /// <summary>Nodes by region, of those whose node documents stand.</summary>
    public required ImmutableDictionary<string, NodeDocument> Nodes { get; init; }

    /// <summary>Regions without issuers, and why.</summary>
    public required ImmutableDictionary<string, TrustExclusion> Excluded { get; init; }

    /// <summary>Regions without a node document, and why. Their licences still count; there is no route to them.</summary>
    public required ImmutableDictionary<string, TrustExclusion> NodesExcluded { get; init; }

    /// <summary>Which trust list this is.</summary>
    public required TrustVersions Versions { get; init; }

    /// <summary>The earliest expiry among root, timestamp, snapshot and targets.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The expiry of each region's role, by region.</summary>
    public required ImmutableDictionary<string, DateTimeOffset> IssuersValidUntil { get; init; }

    /// <summary>The expiry of each node's role, by region.</summary>
    public required ImmutableDictionary<string, DateTimeOffset> NodesValidUntil { get; init; }

    /// <summary>Every certificate that counts, by thumbprint.</summary>
    public required ImmutableDictionary<string, IssuerAuthority> Authorities { get; init; }

    /// <summary>Makes a state of verified metadata and the target files that it lists.</summary>
    /// <param name="metadata">Root, timestamp, snapshot and targets loaded, and the regions' roles that could be.</param>
    /// <param name="targetFile">A target file by its path, or null. Its bytes are checked against the metadata here.</param>
    /// <param name="evidence">What is known of the regions beside their files.</param>
    /// <returns>A failure only where registry or policy is missing, altered or unreadable.</returns>
    public static Decoded<TrustState> Build(
        TrustedMetadata metadata, Func<string, ReadOnlyMemory<byte>?> targetFile, RegionEvidence? evidence = null) =>
        TrustStateBuilder.Build(metadata, targetFile, evidence ?? RegionEvidence.None);

    /// <summary>What this state says of a region at an instant.</summary>
    public RegionStanding StandingOf(string code, DateTimeOffset at) => Registry.Find(code)?.StateAt(at) switch
    {
        null => RegionStanding.Unknown,
        RegionState.Suspended => RegionStanding.Suspended,
        RegionState.Withdrawn => RegionStanding.Withdrawn,
        _ when !IssuersValidUntil.TryGetValue(code, out _) => RegionStanding.Excluded,
        _ when IssuersValidUntil[code] <= at => RegionStanding.Expired,
        _ => RegionStanding.Active,
    };

    /// <summary>The certificate with this SHA-256 thumbprint (lower hex), where it counts; else null.</summary>
    public IssuerAuthority? FindAuthority(string thumbprint) => Authorities.GetValueOrDefault(thumbprint);

    /// <summary>The node to send a live question to: the region is active and its node document in date; else null.</summary>
    public NodeDocument? FindRoute(string code, DateTimeOffset at) =>
        StandingOf(code, at) == RegionStanding.Active && Nodes.TryGetValue(code, out var node) && at < NodesValidUntil[code] ? node : null;

    /// <summary>A region's key for status lists and live answers, where it verifies at the instant; else null.</summary>
    public PublicKey? FindStatusKey(string code, string keyId, DateTimeOffset at) =>
        Issuers.TryGetValue(code, out var issuers) && issuers.FindStatusKey(keyId) is { } key && KeyLifecycle.MayVerify(key, at)
            && PublicKey.FromSpki(key.Spki.Span) is { Ok: true, Value: var read } && Policy.Algorithms.Contains(read.Algorithm.ToString())
            ? read
            : null;
}
