using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>
/// Whether the signer's key is distrusted, by its region's own word or by an emergency notice, and what that means for a
/// licence which claims to be older. SPEC.md §5.10, §8.2 step 5, §13.6.
/// </summary>
internal static class DistrustCheck
{
    /// <summary>What the licence's issuance rests on; null where its key is trusted, or nothing proves it older.</summary>
    public static IssuanceBasis? Run(
        IssuerSigned licence, IssuerCertificate record, IssuersDocument issuers, TrustState state, VerificationRequest request, Findings findings)
    {
        if (Distrusted(record, issuers.Region, state, request.Now) is not var (from, detail))
            return null;
        // The date is the thief's to choose, unless it is one that the licence itself gives as too late.
        if (licence.Mso.Signed >= from)
        {
            findings.Add(Reason.SignerCompromised, detail);
            return null;
        }
        // No log holds a compact form, so nothing can prove it older, whatever policy says of licences.
        if (licence.Compact is not null)
        {
            findings.Add(Reason.IssuanceUnproven, $"{detail}: a compact form has no place in the log");
            return null;
        }
        var evidence = IssuanceEvidence.Of(licence, issuers, state, request.Now);
        if (evidence.Disowned)
            findings.Add(Reason.IssuanceDisowned, detail);
        else if (evidence.Basis is not { } basis)
            Unproven($"{detail}: {evidence.Why}", state.Policy, request.Purpose, findings);
        else if (basis.LoggedAt >= from)
            Unproven($"{detail}: logged at {Instants.Format(basis.LoggedAt)}, distrusted from {Instants.Format(from)}", state.Policy, request.Purpose, findings);
        else
            return basis;
        return null;
    }

    private static void Unproven(string detail, PolicyDocument policy, Purpose? purpose, Findings findings)
    {
        if (purpose is { } known && policy.UnprovenIssuance[known] == StatusDecision.Warned)
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
