using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace RegionNode.Issuer.Neighbours;

/// <summary>
/// The keys by which messages of other regions are known. The caller of a message that came through gateways is whoever signed
/// it: TLS says only which gateway passed it on.
/// </summary>
internal sealed class NeighbourKeys(NodeOptions options, NeighbourTrust trust)
{
    /// <summary>Whether a trust list is at hand that has not expired. Where not: NotFollowingTrust.</summary>
    internal bool IsFollowing => trust.Now is not null;

    /// <summary>The log that the list's policy names; null without a list, or where it names none.</summary>
    internal LogPolicy? Log => trust.Now?.Log;

    /// <summary>Whether the region is another one that is active at the instant.</summary>
    internal bool IsNeighbour(string code, DateTimeOffset at) =>
        code != options.Code && trust.Now is { } state && state.StandingOf(code, at) == RegionStanding.Active;

    /// <summary>A region's status key, where the region is active, the key verifies at the instant and no notice is in force on it; else null.</summary>
    internal PublicKey? StatusKey(string code, string keyId, DateTimeOffset at) =>
        trust.Now is { } state && state.StandingOf(code, at) == RegionStanding.Active ? state.FindStatusKey(code, keyId, at) : null;

    /// <summary>A region's status key by its record, whatever became of region and key since: for what was signed long ago and logged; else null.</summary>
    internal PublicKey? ListedStatusKey(string code, string keyId) =>
        trust.Now is { } state && state.Issuers.TryGetValue(code, out var issuers) && issuers.FindStatusKey(keyId) is { } record
            && PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var key } ? key : null;
}
