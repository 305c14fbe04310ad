using System.Collections.Immutable;
using Conformance.Cases;
using TrustList.Format.Verification;

namespace Conformance.Areas;

/// <summary>Where the cases of a reason stand, what they ask for, and whether they can be asked without a trust list.</summary>
/// <param name="Path">Area and topic.</param>
/// <param name="Requirements">Sections of SPEC.md and clauses.</param>
/// <param name="Severity">How grave a failure is.</param>
/// <param name="ByHand">Whether an authority given by hand is enough.</param>
internal sealed record ReasonArea(string Path, ImmutableArray<string> Requirements, Severity Severity, bool ByHand)
{
    /// <summary>The area of a reason, of a code or of a DeviceResponse.</summary>
    public static ReasonArea Of(Reason reason, bool isCode) => isCode
        ? new("qr/code", ["SPEC 6.10", "SPEC 6.11", "SPEC 6.12"], Severity.High, false)
        : (int)reason switch
        {
            < 200 => new("mdoc/encoding", ["SPEC 2.2", "SPEC 8.2", "ISO 18013-5 8.3.2.1.2.2"], Severity.Medium, true),
            < 300 => new("mdoc/security-object", ["SPEC 6.4", "SPEC 8.2", "ISO 18013-5 9.1.2"], Severity.Critical, true),
            < 400 => new("mdoc/certificates", ["SPEC 6.7", "SPEC 8.2", "ISO 18013-5 Annex B"], Severity.Critical, true),
            < 500 => new("mdoc/device", ["SPEC 6.6", "SPEC 8.2", "ISO 18013-5 9.1.3"], Severity.Critical, true),
            514 or 519 => new("issuance/proof", ["SPEC 13.6", "SPEC 5.3"], Severity.Critical, false),
            516 or 517 => new("notices/effect", ["SPEC 5.10"], Severity.Critical, false),
            518 => new("clock/verdict", ["SPEC 5.10"], Severity.High, false),
            < 600 => new("region/trust", ["SPEC 5.3", "SPEC 5.7", "SPEC 8.2"], Severity.Critical, false),
            < 700 => new("recognition/agreements", ["SPEC 5.4", "SPEC 8.2"], Severity.High, false),
            < 800 => new("status/verdict", ["SPEC 7.1", "SPEC 8.2", "SPEC 5.2"], Severity.Critical, false),
            < 900 => new("disclosure/profile", ["SPEC 8.2"], Severity.Low, false),
            _ => new("mdoc/authorities", ["SPEC 8.2"], Severity.Medium, true),
        };
}
