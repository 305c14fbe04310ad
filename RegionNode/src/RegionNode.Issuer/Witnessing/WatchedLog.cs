using RegionNode.Issuer.Keys;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Witnessing;

/// <summary>The log this region witnesses.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Key">Its Ed25519 key.</param>
/// <param name="MergeDelay">How long the hub may leave something admitted out.</param>
internal sealed record WatchedLog(string Origin, PublicKey Key, TimeSpan MergeDelay)
{
    private static readonly TimeSpan DefaultMergeDelay = TimeSpan.FromMinutes(5);

    /// <summary>From the operator's settings; where these say nothing, from the policy.json in the emergency folder; null: none is watched.</summary>
    internal static WatchedLog? Of(NodeOptions options, KnownNotices known)
    {
        if (options.LogOrigin.Length > 0)
        {
            var key = PublicKey.FromSpki(Convert.FromBase64String(options.LogKey)).Value; // Checked at start.
            return new WatchedLog(options.LogOrigin, key, known.Log?.MergeDelay ?? DefaultMergeDelay);
        }
        return known.Log is { } log ? new WatchedLog(log.Origin, log.Key, log.MergeDelay) : null;
    }
}
