using Federation.Hosting.Tls;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Parties;

/// <summary>
/// Says who asks: a party of any region, known by the signed trust list alone, or a caller without a name where the operator opened
/// purposes to such. Judged at each request, not at each connection.
/// </summary>
internal sealed class PartyCheck(CurrentTrust trust, AssertionCheck assertions, IQuota quota, GatewayOptions options, TimeProvider clock)
{
    /// <summary>The header by which a caller says which party it is, where several regions list its TLS key.</summary>
    public const string PartyHeader = "x-federation-party";

    private volatile PartyIndex _parties = PartyIndex.Empty;

    /// <summary>Who asks, or why that counts for nothing.</summary>
    public async ValueTask<PartyFinding> Find(HttpContext context, CancellationToken cancel)
    {
        var view = trust.Now;
        var parties = _parties = _parties.For(view);
        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count > 0) return await assertions.Judge(authorization is [{ } header] ? header : "", view, parties, cancel);
        return context.ClientPin() is { } pin && parties.OfPin(pin).ToList() is { Count: > 0 } registered
            ? OfPin(registered, context.Request.Headers[PartyHeader], parties)
            : options.OpenPurposes.Length > 0 ? PartyFinding.Of(AskingParty.Open(options))
            : No(Refusal.PartyUnknown, "show the TLS key of a registered party, or its assertion");
    }

    /// <summary>Null where the party may ask for this purpose.</summary>
    public static PartyRefusal? ForPurpose(AskingParty party, Purpose purpose) => party.Purposes.Contains(purpose)
        ? null
        : new(Refusal.PurposeNotRegistered, $"{party.Name} may not ask for {purpose.ToString().ToLowerInvariant()}");

    /// <summary>Takes questions from the party's limits, all of them or none; null where it may ask them.</summary>
    public async ValueTask<PartyRefusal?> Take(AskingParty party, int count, CancellationToken cancel) =>
        await quota.Take(party.Name, party.PerSecond, party.PerDay, count, cancel) is { Granted: false, RetryAfter: var pause }
            ? new(Refusal.OverQuota, $"{party.Name} has {party.PerSecond} questions a second and {party.PerDay} a day", pause)
            : null;

    private PartyFinding OfPin(List<RegisteredParty> registered, string? named, PartyIndex parties)
    {
        var now = clock.GetUtcNow();
        var asking = registered.Where(party => named is null || party.Name == named).Where(party => parties.MayAsk(party, now)).ToList();
        if (asking.Count > 1 && asking.Find(party => party.Region == options.Code) is { } own) asking = [own];
        return asking switch
        {
            [var only] => PartyFinding.Of(AskingParty.Of(only.Region, only.Party)),
            [] => No(Refusal.PartyUnknown, $"{named ?? registered[0].Name} may not ask now with this key"),
            _ => No(Refusal.PartyUnknown, $"the key is registered in several regions: say which in {PartyHeader}"),
        };
    }

    private static PartyFinding No(Refusal refusal, string detail) => PartyFinding.No(new(refusal, detail));
}
