using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies;

/// <summary>
/// Everything in a trust list that ends unless operators act, with the day to renew it: on which half of its life is over (trust.md §6),
/// for a relying party at most 90 days before its end.
/// </summary>
public static class Calendar
{
    // trust.md §1: a node renews its own role by itself; standing here means that it does not.
    private static readonly TimeSpan NodeLife = TimeSpan.FromDays(30);

    // A registration is renewed by agreement with the party, years long: half of it would be too early to ask.
    private static readonly TimeSpan PartyNotice = TimeSpan.FromDays(90);

    /// <summary>The entries, in no order. Withdrawn regions, keys that sign no more and parties that were ended have none.</summary>
    public static IEnumerable<CalendarEntry> Of(PresentList list, DateTimeOffset now)
    {
        yield return Role(RoleNames.Root, list.Root.Signed, RootCeremony.Life, new("根操作员：ceremony new root", "root operators: ceremony new root"));
        yield return Role(RoleNames.Targets, list.Targets.Signed, TargetsCeremony.Life, new("目录操作员：ceremony new targets", "targets operators: ceremony new targets"));
        if (list.Roles.TryGetValue(RoleNames.Emergency, out var emergency))
            yield return Role(RoleNames.Emergency, emergency.Signed, EmergencyCeremony.Life, new("值班员：notice renew", "a duty officer: notice renew"));
        foreach (var region in list.Registry.Regions.Where(region => region.State != RegionState.Withdrawn))
            foreach (var entry in Region(list, region.Code, now)) yield return entry;
    }

    private static IEnumerable<CalendarEntry> Region(PresentList list, string code, DateTimeOffset now)
    {
        if (list.Roles.TryGetValue(RoleNames.Region(code), out var role))
            yield return Role(RoleNames.Region(code), role.Signed, TargetsCeremony.Life, new("省级操作员：issuer renew", "the province's operators: issuer renew"));
        if (list.Roles.TryGetValue(RoleNames.Node(code), out var node))
            yield return Role(RoleNames.Node(code), node.Signed, NodeLife, new("节点应自行续签，请检查节点", "the node renews it by itself; look after the node"));
        foreach (var party in list.Parties(code)?.Parties.Where(party => party.History[^1].State != PartyState.Ended) ?? []) yield return Registration(code, party);
        if (list.Issuers(code) is not { } issuers) yield break;
        foreach (var signer in Last(issuers.Certificates.Where(certificate => certificate.Role == CertificateRole.DocumentSigner), now))
            yield return Key($"{code} signer {signer.Thumbprint[..12]}", signer, new("发布下一个签发证书：issuer add", "publish the next document signer: issuer add"));
        foreach (var root in Last(issuers.Certificates.Where(certificate => certificate.Role == CertificateRole.Iaca), now))
            yield return Key($"{code} IACA {root.Thumbprint[..12]}", root, new("申请钉选下一个根证书", "apply for the pinning of the next root certificate"));
        foreach (var key in Last(issuers.StatusKeys, now))
            yield return Key($"{code} status {key.KeyId[..Math.Min(12, key.KeyId.Length)]}", key, new("发布下一个状态密钥：issuer add --status-key", "publish the next status key: issuer add --status-key"));
    }

    // Of keys of one kind the one that signs longest counts: where a successor is published, the present one's end is no outage.
    private static IEnumerable<T> Last<T>(IEnumerable<T> keys, DateTimeOffset now)
        where T : IKeyRecord =>
        keys.Where(key => KeyLifecycle.StateAt(key, now) is KeyState.Pending or KeyState.Active).OrderByDescending(key => key.SignUntil).Take(1);

    private static CalendarEntry Role(string name, SignedRole role, TimeSpan life, Sentence act) => new(name, role.Expires - life / 2, role.Expires, act);

    private static CalendarEntry Registration(string code, Party party)
    {
        var half = (party.Until - party.From) / 2;
        return new($"{code} party {party.Id}", party.Until - (half < PartyNotice ? half : PartyNotice), party.Until, new("续期或终止：region party add 或 region party end", "renew or end it: region party add, or region party end"));
    }

    private static CalendarEntry Key(string name, IKeyRecord key, Sentence act) => new(name, key.SignFrom + (key.SignUntil - key.SignFrom) / 2, key.SignUntil, act);
}
