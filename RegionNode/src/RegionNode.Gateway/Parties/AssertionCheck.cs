using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Parties;

/// <summary>
/// Judges a client assertion (SPEC.md §5.12). It counts once in the cluster; a party that makes more of them than it may ask
/// questions is turned away before any is noted, so that none fills what is remembered.
/// </summary>
internal sealed class AssertionCheck(GatewayOptions options, IReplayCache replays, MemoryQuota rates, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30); // Clocks of two machines.

    /// <summary>The party that made it; or why it counts for nothing.</summary>
    public async ValueTask<PartyFinding> Judge(string header, TrustView view, PartyIndex parties, CancellationToken cancel)
    {
        var (assertion, malformed) = ClientAssertion.Read(header);
        if (assertion is null) return No(malformed);
        var now = clock.GetUtcNow();
        if (parties.Find(assertion.Party) is not { } registered || !parties.MayAsk(registered, now)) return No(AssertionRefusal.UnknownParty);
        if (!IsForUs(assertion.Audience, view)) return No(AssertionRefusal.Audience);
        if (assertion.IssuedAt > now + Ahead) return No(AssertionRefusal.NotYet);
        if (assertion.Expires <= now || assertion.Expires - assertion.IssuedAt > ClientAssertion.MostLife) return No(AssertionRefusal.Expired);
        if (!registered.Signed(assertion)) return No(AssertionRefusal.Signature);
        var party = AskingParty.Of(registered.Region, registered.Party);
        // Its own account: questions are counted where they are asked, over all instances and by the day.
        if (rates.Take($"assertion:{party.Name}", party.PerSecond, int.MaxValue, 1) is { Granted: false, RetryAfter: var pause })
            return PartyFinding.No(new(Refusal.OverQuota, $"{party.Name} may show {party.PerSecond} assertions a second", pause));
        return await replays.Once($"{IReplayCache.AssertionPrefix}{assertion.Party}:{assertion.Id}", assertion.IssuedAt, assertion.Expires, cancel) switch
        {
            ReplayAnswer.First => PartyFinding.Of(party),
            ReplayAnswer.Again => No(AssertionRefusal.Replayed),
            // Slower, never shut. TLS keeps an assertion from others, and its life is short.
            ReplayAnswer.Away => PartyFinding.Of(party with { RepetitionUnchecked = true }),
            _ => No(AssertionRefusal.Unsure),
        };
    }

    private static PartyFinding No(AssertionRefusal refusal) => PartyFinding.No(new(Refusal.AssertionRefused, refusal.ToString()));

    // The address that it listens on names it only on this machine: gateways that are set up alike listen on the same one.
    private bool IsForUs(string audience, TrustView view)
    {
        var listed = view.State?.Nodes.GetValueOrDefault(options.Code)?.GatewayEndpoints ?? [];
        return listed.Any(own => IsSame(own, audience))
            || (IsSame(options.Url, audience) && (listed.IsEmpty || new Uri(options.Url).IsLoopback));
    }

    private static bool IsSame(string own, string audience) => own.TrimEnd('/') == audience.TrimEnd('/');
}
