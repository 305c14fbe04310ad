using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Verification.Checks;

/// <summary>What the licence's status says for the purpose, and whether it is fresh enough. SPEC.md §8.2 step 7.</summary>
internal static class StatusCheck
{
    /// <summary>Judges the status; null when the licence has no reference.</summary>
    public static StatusBasis? Run(StatusReference? reference, RegionRecord region, TrustState state, VerificationRequest request, Findings findings)
    {
        if (reference is null)
        {
            findings.Add(Reason.StatusReferenceMissing, "status_list");
            return null;
        }
        var basis = new StatusBasis(reference.Uri, reference.Index);
        if (state.Nodes.TryGetValue(region.Code, out var node) && !node.OwnsStatusUri(reference.Uri))
        {
            findings.Add(Reason.StatusReferenceForeign, Printable.Of(reference.Uri));
            return basis;
        }
        var live = CheckLive(reference, region, state, request, findings);
        var (list, missing) = FindList(reference.Uri, region, state, request.Now);
        if (list is not null)
            basis = basis with { IssuedAt = list.Claims.IssuedAt, AgeSeconds = (long)list.AgeAt(request.Now).TotalSeconds, Value = list.StatusOf(reference.Index) };
        if (live is not null && (list is null || live.IssuedAt >= list.Claims.IssuedAt))
            Weigh(live.Value, $"live: {live.Value}", state.Policy, request.Purpose, findings);
        else
            CheckList(list, missing, basis, state.Policy, request, findings);
        return basis;
    }

    /// <summary>The list, or why there is none that counts.</summary>
    private static (VerifiedStatusList? List, string Missing) FindList(string uri, RegionRecord region, TrustState state, DateTimeOffset now)
    {
        if (state.FindStatusList(region.Code, uri) is not { } list)
            return (null, Printable.Of(uri));
        return state.Notices.OfKey(region.Code, list.KeyId, now) is { } notice ? (null, $"its key is under notice {notice.Notice.Id}") : (list, string.Empty);
    }

    private static void CheckList(
        VerifiedStatusList? list, string missing, StatusBasis basis, PolicyDocument policy, VerificationRequest request, Findings findings)
    {
        if (list is null)
        {
            findings.Add(Reason.StatusListMissing, missing);
            return;
        }
        if (basis.Value is not { } value)
        {
            findings.Add(Reason.StatusIndexUnknown, $"{basis.Index} of {list.List.Length}");
            return;
        }
        if (list.Claims.IssuedAt > request.Now + VerifiedStatusList.ClockSkew)
            findings.Add(Reason.StatusFromFuture, "iat");
        if (list.IsExpiredAt(request.Now))
            findings.Add(Reason.StatusListExpired, "exp");
        CheckAge(list.AgeAt(request.Now), policy, request.Purpose, findings);
        Weigh(value, value.ToString(), policy, request.Purpose, findings);
    }

    private static void CheckAge(TimeSpan age, PolicyDocument policy, Purpose? purpose, Findings findings)
    {
        var grade = purpose is { } known
            ? policy.Freshness[known].Grade(age)
            : policy.Freshness.Values.Max(tier => tier.Grade(age));
        if (grade == Freshness.TooOld)
            findings.Add(Reason.StatusTooOld, $"{(long)age.TotalSeconds} s");
        else if (grade == Freshness.Stale)
            findings.Add(Reason.StatusStale, $"{(long)age.TotalSeconds} s");
    }

    private static LiveStatusClaims? CheckLive(
        StatusReference reference, RegionRecord region, TrustState state, VerificationRequest request, Findings findings)
    {
        if (request.Live?.Claims is { } claims)
        {
            if (state.Notices.OfKey(region.Code, request.Live.KeyId, request.Now) is null && claims.Region == region.Code && claims.StatusUri == reference.Uri && claims.Index == reference.Index
                && !request.Live.IsExpiredAt(request.Now) && claims.IssuedAt <= request.Now + VerifiedStatusList.ClockSkew)
                return claims;
            findings.Add(Reason.LiveMismatch, "region, uri, index, time or key");
        }
        else if (request.LiveFault is { } fault)
        {
            if (request.Purpose is { } purpose && state.Policy.WhenLiveUnavailable[purpose] == LiveFallback.Offline)
                findings.Warn(Reason.LiveUnavailable, Printable.Of(fault));
            else
                findings.Add(Reason.LiveUnavailable, Printable.Of(fault));
        }
        return null;
    }

    private static void Weigh(StatusValue value, string detail, PolicyDocument policy, Purpose? purpose, Findings findings)
    {
        if (ReasonOf(value) is not { } reason)
            return;
        var decision = purpose is { } known ? policy.StatusRules[known].GetValueOrDefault(value, StatusDecision.Refused) : StatusDecision.Refused;
        if (decision == StatusDecision.Refused)
            findings.Add(reason, detail);
        else if (decision == StatusDecision.Warned)
            findings.Warn(reason, detail);
    }

    private static Reason? ReasonOf(StatusValue value) => value switch
    {
        StatusValue.Valid => null,
        StatusValue.Suspended => Reason.Suspended,
        StatusValue.Restricted => Reason.Restricted,
        StatusValue.Superseded => Reason.Superseded,
        StatusValue.Transferred => Reason.Transferred,
        _ => Reason.Revoked,
    };
}
