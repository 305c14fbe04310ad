using RegionNode.Gateway.Routing;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Caching;

/// <summary>
/// Live answers of a short while ago, in the place of another question. What tells letters or points is never kept: each
/// look at those is an entry in the home region's trail. What is kept says no more than the public list does, signed; it is
/// checked anew each time, and whoever writes to the cache can at most cause another question.
/// </summary>
internal sealed class KeptAssertions(IAssertionCache cache, GatewayOptions options, TimeProvider clock)
{
    /// <summary>An answer that may stand for asking; null: ask.</summary>
    /// <param name="trust">What is believed now.</param>
    /// <param name="offline">The verdict without it, with issuer and status reference.</param>
    /// <param name="purpose">What the licence is shown for.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async ValueTask<LiveStatus?> Find(TrustView trust, Verdict offline, Purpose purpose, CancellationToken cancel)
    {
        if (LiveDisclosure.TellsLettersAndPoints(purpose)) return null; // The home region tells these more than is kept.
        if (trust.State is not { } state || offline is not { Issuer.Region: { } region, RestsOn.Status: { } status }) return null;
        var bytes = await cache.Find(new AssertionKey(status.Uri, status.Index), cancel);
        if (bytes is null) return null;
        var now = clock.GetUtcNow();
        var about = new LiveStatusQuestion(region, status.Uri, status.Index, ReadOnlyMemory<byte>.Empty);
        var answer = LiveAssertion.VerifyKept(bytes, about, keyId => state.FindStatusKey(region, keyId, now), now);
        return answer.Ok && !answer.Value.Claims.TellsLettersOrPoints && MayStand(answer.Value.Claims, status, state.Policy.Freshness[purpose], now) ? answer.Value : null;
    }

    /// <summary>Keeps an answer that came just now, where it may be kept.</summary>
    public ValueTask Keep(LiveStatus answer, CancellationToken cancel)
    {
        var claims = answer.Claims;
        var until = claims.IssuedAt.AddSeconds(options.LiveReuseSeconds);
        if (claims.Expires < until) until = claims.Expires;
        return !claims.TellsLettersOrPoints && until > clock.GetUtcNow()
            ? cache.Keep(new AssertionKey(claims.StatusUri, claims.Index), answer.Bytes.ToArray(), claims.IssuedAt, until, cancel)
            : ValueTask.CompletedTask;
    }

    // Within the purpose's tier, and no newer list or head says otherwise.
    private bool MayStand(LiveStatusClaims claims, StatusBasis status, FreshnessTier tier, DateTimeOffset now) =>
        now - claims.IssuedAt is var age && age <= tier.Fresh && age <= TimeSpan.FromSeconds(options.LiveReuseSeconds)
        && (status.Value == claims.Value || status.IssuedAt is not { } at || at < claims.IssuedAt);
}
