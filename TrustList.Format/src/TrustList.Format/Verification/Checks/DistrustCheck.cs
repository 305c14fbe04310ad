using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>
/// Whether the signer's key is distrusted, by its region's own word or by an emergency notice, and what that means for a
/// licence which claims to be older. SPEC.md §5.10, §8.2 step 5.
/// </summary>
internal static class DistrustCheck
{
    public static void Run(
        DateTimeOffset signed, IssuerCertificate record, string code, TrustState state, VerificationRequest request, Findings findings)
    {
        if (Distrusted(record, code, state, request.Now) is not var (from, detail))
            return;
        // The date is the thief's to choose: only a logged proof of issuance could tell. Until then policy decides.
        if (signed >= from)
            findings.Add(Reason.SignerCompromised, detail);
        else if (request.Purpose is { } purpose && state.Policy.UnprovenIssuance[purpose] == StatusDecision.Warned)
            findings.Warn(Reason.IssuanceUnproven, detail);
        else
            findings.Add(Reason.IssuanceUnproven, detail);
    }

    /// <summary>From when on, the earlier of the two; null where the key is not distrusted.</summary>
    private static (DateTimeOffset From, string Detail)? Distrusted(IssuerCertificate record, string code, TrustState state, DateTimeOffset now)
    {
        var own = KeyLifecycle.StateAt(record, now) == KeyState.Compromised ? record.DistrustAfter : null;
        var notice = state.Notices.OfKey(code, record.Thumbprint, now);
        return notice is not null && (own is null || notice.DistrustAfter < own)
            ? (notice.DistrustAfter, $"notice {notice.Notice.Id}")
            : own is { } declared ? (declared, record.Thumbprint) : null;
    }
}
