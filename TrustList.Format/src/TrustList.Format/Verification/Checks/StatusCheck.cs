using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Verification.Checks;

/// <summary>What the licence's status says for the purpose, and whether it is fresh enough. SPEC.md §8.2 step 7.</summary>
internal static class StatusCheck
{
    /// <summary>Judges the status; null when the licence has no reference. A staple that counts is noted in the draft.</summary>
    public static StatusBasis? Run(IssuerSigned licence, RegionRecord region, TrustState state, VerdictDraft draft, Findings findings)
    {
        var request = draft.Request;
        if (licence.Mso.Status is not { } reference)
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
        var (evidence, missing) = StatusEvidence.Find(reference, region, state, request);
        var staple = live is null ? StapleCheck.Run(licence, reference, region, state, request, findings) : null;
        if (evidence is not null)
            basis = basis with
            {
                Origin = evidence.Origin,
                IssuedAt = evidence.AsOf,
                AgeSeconds = (long)evidence.AgeAt(request.Now).TotalSeconds,
                Value = evidence.Value,
                Epoch = evidence.Entry?.Epoch,
                Version = evidence.Entry?.Version,
            };
        if (live is not null && (evidence is null || live.IssuedAt >= evidence.AsOf))
            Weigh(live.Value, $"live: {Whereto(live.Value, live)}", state.Policy, request.Purpose, findings);
        else if (staple is not null && StapleCheck.Decides(staple, evidence, state))
            CheckStaple(draft.Staple = staple, Whereto(staple.Value, staple), state.Policy, request, findings);
        else if (evidence is null)
            findings.Add(Reason.StatusListMissing, missing);
        else
            CheckEvidence(evidence, evidence.Value is { } value ? Whereto(value, null) : string.Empty, state.Policy, request, findings);
        return basis;

        string Whereto(StatusValue value, LiveStatusClaims? answer) =>
            value == StatusValue.Transferred && (draft.Transfer = TransferCheck.Run(licence, reference, region, state, request, answer, findings)) is { } transfer
                ? $"{value} to {transfer.To}"
                : value.ToString();
    }

    private static void CheckStaple(LiveStatusClaims staple, string said, PolicyDocument policy, VerificationRequest request, Findings findings)
    {
        CheckAge(request.Now > staple.IssuedAt ? request.Now - staple.IssuedAt : TimeSpan.Zero, policy, request.Purpose, findings);
        Weigh(staple.Value, $"stapled: {said}", policy, request.Purpose, findings);
    }

    private static void CheckEvidence(StatusEvidence evidence, string said, PolicyDocument policy, VerificationRequest request, Findings findings)
    {
        if (evidence.Value is not { } value)
        {
            findings.Add(Reason.StatusIndexUnknown, evidence.Extent);
            return;
        }
        if (evidence.AsOf > request.Now + VerifiedStatusList.ClockSkew)
            findings.Add(Reason.StatusFromFuture, "iat");
        if (evidence.Expired)
            findings.Add(Reason.StatusListExpired, "exp");
        CheckAge(evidence.AgeAt(request.Now), policy, request.Purpose, findings);
        CheckProof(evidence.Entry, policy, request.Now, findings);
        Weigh(value, said, policy, request.Purpose, findings);
    }

    // A head that waits for its epoch is the ordinary case for a second; beyond the merge delay somebody keeps it out of the log.
    private static void CheckProof(StatusEntry? entry, PolicyDocument policy, DateTimeOffset now, Findings findings)
    {
        if (entry?.UnprovenSince is { } since && policy.Log is { } log && now - since > log.MergeDelay)
            findings.Add(Reason.StatusUnproven, $"{(long)(now - since).TotalSeconds} s");
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
