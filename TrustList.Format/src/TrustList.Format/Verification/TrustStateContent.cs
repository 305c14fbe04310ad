using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Verification;

/// <summary>What a <see cref="TrustState"/> holds; only the builder makes one, so that nobody can write into a state.</summary>
internal sealed record TrustStateContent
{
    public required RegistryDocument Registry { get; init; }
    public required PolicyDocument Policy { get; init; }
    public required ImmutableDictionary<string, IssuersDocument> Issuers { get; init; }
    public required ImmutableDictionary<string, NodeDocument> Nodes { get; init; }
    public required ImmutableDictionary<string, PartiesDocument> Parties { get; init; }
    public required ImmutableDictionary<string, TrustExclusion> PartiesExcluded { get; init; }
    public required ImmutableDictionary<string, TrustExclusion> Excluded { get; init; }
    public required ImmutableDictionary<string, TrustExclusion> NodesExcluded { get; init; }
    public required ImmutableDictionary<string, DateTimeOffset> IssuersValidUntil { get; init; }
    public required ImmutableDictionary<string, DateTimeOffset> NodesValidUntil { get; init; }
    public required ImmutableDictionary<string, IssuerAuthority> Authorities { get; init; }
    public required NoticeBoard Notices { get; init; }
    public required TrustExclusion? NoticesExcluded { get; init; }
    public required DateTimeOffset? NoticesValidUntil { get; init; }
    public required DateTimeOffset SignedAfter { get; init; }
    public required TrustVersions Versions { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }
    public WitnessedEpoch? Epoch { get; init; }
    public ImmutableDictionary<(string Region, string Uri), VerifiedStatusList> StatusLists { get; init; } =
        ImmutableDictionary<(string Region, string Uri), VerifiedStatusList>.Empty;

    // By the record's identity, so that a changed document shares nothing with the one before. Null: no key of a known algorithm.
    private ConcurrentDictionary<StatusKey, PublicKey?> Imported { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The key of a record, imported when it is first asked for: every verdict asks for one.</summary>
    public PublicKey? Import(StatusKey key) => Imported.GetOrAdd(key, static record => PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var read } ? read : null);
}
