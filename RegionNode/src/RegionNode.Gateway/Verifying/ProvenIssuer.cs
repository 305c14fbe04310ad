using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// The issuing region as the trail, the log and the measurements may name it. A certificate is public: without a good signature by
/// its key it says nothing about who issued what was shown.
/// </summary>
internal static class ProvenIssuer
{
    /// <summary>The region's code; null where no region's signature stands under what was shown.</summary>
    public static string? Of(Verdict verdict) => verdict.Reasons.Any(finding => Unproven(finding.Reason)) ? null : verdict.Issuer?.Region;

    // With an algorithm or a key that is not known, no signature was checked at all.
    private static bool Unproven(Reason reason) => reason is
        Reason.IssuerSignatureInvalid or Reason.AlgorithmUnknown or Reason.SignerKeyUnsupported or Reason.CertificateSignatureInvalid;
}
