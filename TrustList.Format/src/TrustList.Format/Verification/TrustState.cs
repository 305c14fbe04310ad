using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Verification;

/// <summary>
/// Everything a verifier decides by (SPEC.md §5.7). Holding one proves that registry and policy were signed by the
/// threshold of the national operators and each region's documents by that region, along one consistent snapshot.
/// It may have expired since: <see cref="ValidUntil"/>. Immutable.
/// </summary>
public sealed class TrustState
{
    private readonly TrustStateContent content;

    internal TrustState(TrustStateContent content) => this.content = content;

    /// <summary>The admitted regions.</summary>
    public RegistryDocument Registry => content.Registry;

    /// <summary>Agreements and rules.</summary>
    public PolicyDocument Policy => content.Policy;

    /// <summary>Issuers by region, of the regions whose own documents stand.</summary>
    public ImmutableDictionary<string, IssuersDocument> Issuers => content.Issuers;

    /// <summary>Nodes by region, of those whose node documents stand.</summary>
    public ImmutableDictionary<string, NodeDocument> Nodes => content.Nodes;

    /// <summary>Relying parties by region, of the regions that registered any. Who of them may ask: <see cref="FindParty"/>.</summary>
    public ImmutableDictionary<string, PartiesDocument> Parties => content.Parties;

    /// <summary>Regions whose parties are left out, and why: missing, where they were not fetched. Nobody of them may ask; their licences still count.</summary>
    public ImmutableDictionary<string, TrustExclusion> PartiesExcluded => content.PartiesExcluded;

    /// <summary>Regions without issuers, and why.</summary>
    public ImmutableDictionary<string, TrustExclusion> Excluded => content.Excluded;

    /// <summary>Regions without a node document, and why. Their licences still count; there is no route to them.</summary>
    public ImmutableDictionary<string, TrustExclusion> NodesExcluded => content.NodesExcluded;

    /// <summary>The emergency notices, as far as they are known here, and which of them are in force when.</summary>
    public NoticeBoard Notices => content.Notices;

    /// <summary>Why the newest notices are not known although duty officers are named, or null. Those known before stay in force.</summary>
    public TrustExclusion? NoticesExcluded => content.NoticesExcluded;

    /// <summary>The expiry of the duty officers' role; null where the newest notices are not known or nobody is named.</summary>
    public DateTimeOffset? NoticesValidUntil => content.NoticesValidUntil;

    /// <summary>No timestamp lives longer than a day, so that this one was signed no earlier: an instant before it is none of a right clock.</summary>
    public DateTimeOffset SignedAfter => content.SignedAfter;

    /// <summary>Which trust list this is.</summary>
    public TrustVersions Versions => content.Versions;

    /// <summary>The transparency log that policy names, or null.</summary>
    public LogPolicy? Log => Policy.Log;

    /// <summary>The witnessed epoch that shows this very list; null where policy names no log, or before <see cref="WithEpoch"/>.</summary>
    public WitnessedEpoch? Epoch => content.Epoch;

    /// <summary>The earliest expiry among root, timestamp, snapshot and targets.</summary>
    public DateTimeOffset ValidUntil => content.ValidUntil;

    /// <summary>The expiry of each region's role, by region.</summary>
    public ImmutableDictionary<string, DateTimeOffset> IssuersValidUntil => content.IssuersValidUntil;

    /// <summary>The expiry of each node's role, by region.</summary>
    public ImmutableDictionary<string, DateTimeOffset> NodesValidUntil => content.NodesValidUntil;

    /// <summary>Every certificate that counts, by thumbprint.</summary>
    public ImmutableDictionary<string, IssuerAuthority> Authorities => content.Authorities;

    /// <summary>
    /// Status lists by region and uri. The region stands in the key because two node documents may name one address:
    /// a list counts for the region whose key signed it, never for another.
    /// </summary>
    public ImmutableDictionary<(string Region, string Uri), VerifiedStatusList> StatusLists => content.StatusLists;

    /// <summary>Makes a state of verified metadata and the target files that it lists.</summary>
    /// <param name="metadata">Root, timestamp, snapshot and targets loaded, and the regions' roles that could be.</param>
    /// <param name="targetFile">A target file by its path, or null. Its bytes are checked against the metadata here.</param>
    /// <param name="evidence">What is known of the regions beside their files.</param>
    /// <returns>A failure only where registry or policy is missing, altered or unreadable.</returns>
    public static Decoded<TrustState> Build(
        TrustedMetadata metadata, Func<string, ReadOnlyMemory<byte>?> targetFile, RegionEvidence? evidence = null) =>
        TrustStateBuilder.Build(metadata, targetFile, evidence ?? RegionEvidence.None);

    /// <summary>Rests this state on the log (SPEC.md §12.11): the epoch is the newest leaf, and its snapshot is that of this list.</summary>
    /// <param name="proof">The proof of an epoch, as the hub serves it.</param>
    /// <param name="now">The instant of the check.</param>
    /// <exception cref="InvalidOperationException">Policy names no log.</exception>
    public LogResult<TrustState> WithEpoch(LogProof proof, DateTimeOffset now)
    {
        var epoch = proof.Verify(Log ?? throw new InvalidOperationException("Policy names no log."), now);
        return !epoch.Ok ? epoch.As<TrustState>()
            : !epoch.Value.IsNewest ? LogResult<TrustState>.Fail(LogFault.NotNewest, $"epoch {epoch.Value.Epoch.Number} of {epoch.Value.Checkpoint.Checkpoint.Size}")
            : LowerHex.Of(epoch.Value.Epoch.SnapshotSha256.Span) != Versions.SnapshotSha256 ? LogResult<TrustState>.Fail(LogFault.OtherSnapshot, $"epoch {epoch.Value.Epoch.Number}")
            : LogResult<TrustState>.Of(new TrustState(content with { Epoch = epoch.Value }));
    }

    /// <summary>What this state says of a region at an instant.</summary>
    public RegionStanding StandingOf(string code, DateTimeOffset at) => Registry.Find(code)?.StateAt(at) switch
    {
        null => RegionStanding.Unknown,
        RegionState.Suspended => RegionStanding.Suspended,
        RegionState.Withdrawn => RegionStanding.Withdrawn,
        _ when Notices.OfRegion(code, at) is not null => RegionStanding.UnderNotice,
        _ when !IssuersValidUntil.TryGetValue(code, out _) => RegionStanding.Excluded,
        _ when IssuersValidUntil[code] <= at => RegionStanding.Expired,
        _ => RegionStanding.Active,
    };

    /// <summary>The certificate with this SHA-256 thumbprint (lower hex), where it counts; else null.</summary>
    public IssuerAuthority? FindAuthority(string thumbprint) => Authorities.GetValueOrDefault(thumbprint);

    /// <summary>The node to send a live question to: the region is active and its node document in date; else null.</summary>
    public NodeDocument? FindRoute(string code, DateTimeOffset at) =>
        StandingOf(code, at) == RegionStanding.Active && Nodes.TryGetValue(code, out var node) && at < NodesValidUntil[code] ? node : null;

    /// <summary>A relying party that may ask at the instant: its region is active, and its own record lets it; else null.</summary>
    public Party? FindParty(string code, string id, DateTimeOffset at) =>
        StandingOf(code, at) == RegionStanding.Active && Parties.TryGetValue(code, out var parties) && parties.Find(id) is { } party && party.MayAsk(at) ? party : null;

    /// <summary>A region's key for status lists and live answers, where it verifies at the instant and no notice is in force on it; else null.</summary>
    public PublicKey? FindStatusKey(string code, string keyId, DateTimeOffset at) =>
        Notices.OfKey(code, keyId, at) is null ? ListedStatusKey(code, keyId, at) : null;

    /// <summary>
    /// A region's status key by its record, whatever became of it since, where policy lists its algorithm; else null. For what stands
    /// in the log, which says when it was signed.
    /// </summary>
    public PublicKey? FindRecordedStatusKey(string code, string keyId) =>
        Issuers.TryGetValue(code, out var issuers) && issuers.FindStatusKey(keyId) is { } key
            && content.Import(key) is { } read && Policy.Algorithms.Contains(read.Algorithm.ToString())
            ? read
            : null;

    /// <summary>The status list of a region's licence, or null where none is at hand.</summary>
    public VerifiedStatusList? FindStatusList(string code, string uri) => StatusLists.GetValueOrDefault((code, uri));

    /// <summary>
    /// Verifies a region's status list (CWT) by this state: the key is one of that region's, the address lies below its
    /// node's base, and the version is newer than the one held.
    /// </summary>
    /// <returns>The state with the list, or this state and why the list was refused.</returns>
    public StatusListResult WithStatusList(string code, string uri, ReadOnlyMemory<byte> cwt, DateTimeOffset now)
    {
        if (StandingOf(code, now) != RegionStanding.Active || !Nodes.TryGetValue(code, out var node) || !node.OwnsStatusUri(uri))
            return new(this, StatusListRefusal.NotThisRegions, uri);
        var verified = VerifiedStatusList.Verify(cwt, uri, keyId => FindStatusKey(code, keyId, now), now);
        if (!verified.Ok)
            return new(this, StatusListRefusal.NotVerified, $"{verified.Fault}: {verified.Detail}");
        if (FindStatusList(code, uri) is { } held && !verified.Value.Supersedes(held))
            return new(this, StatusListRefusal.NotNewer, $"{verified.Value.Claims.ListVersion} after {held.Claims.ListVersion}");
        return new(new TrustState(content with { StatusLists = StatusLists.SetItem((code, uri), verified.Value) }), null, string.Empty);
    }

    /// <summary>
    /// This state with the status lists of another whose keys still verify here: when the trust list moves on, the lists stay.
    /// Those of a key under notice stay too, and do not count while it is in force.
    /// </summary>
    public TrustState KeepingStatusLists(TrustState other, DateTimeOffset now) => new(content with
    {
        StatusLists = other.StatusLists.Where(entry => ListedStatusKey(entry.Key.Region, entry.Value.KeyId, now) is { } key
            && other.ListedStatusKey(entry.Key.Region, entry.Value.KeyId, now) is { } same && key.Equals(same)).ToImmutableDictionary(),
    });

    private PublicKey? ListedStatusKey(string code, string keyId, DateTimeOffset at) =>
        Issuers.TryGetValue(code, out var issuers) && issuers.FindStatusKey(keyId) is { } key && KeyLifecycle.MayVerify(key, at)
            ? FindRecordedStatusKey(code, keyId)
            : null;
}
