using System.Collections.Frozen;

namespace Conformance.Cases;

/// <summary>Cases of areas that are critical as a whole, by which alone nothing forged or withdrawn comes to count. They are of high severity.</summary>
internal static class LesserCases
{
    // Nothing is at hand that could be believed: who accepts here accepts everything, and fails every other case too.
    private static readonly string[] NothingToBelieve =
    [
        "region/trust/no-trust-list",
        "region/trust/a-region-whose-list-is-missing",
        "mdoc/certificates/a-region-that-nobody-admitted",
        "transport/outage/first-sync",
        "incidents/root-rotation/one-link-missing",
    ];

    // What is wrong is wrong twice: another rule, which has a critical case of its own, refuses the same thing.
    private static readonly string[] RefusedTwice =
    [
        "mdoc/security-object/signed-for-another-document-type",
        "mdoc/certificates/a-signer-not-valid-yet",
        "mdoc/certificates/a-signer-of-another-country-than-its-anchor",
        "mdoc/certificates/a-signer-of-another-province-than-its-anchor",
        "region/trust/a-trust-list-of-last-week",
        "region/trust/a-signer-that-has-not-begun",
        "status/verdict/another-region-s-list",
        "status/verdict/a-list-past-its-expiry",
        "state/offline/list-expired",
        "notices/kept/signed-by-a-stranger",
        "notices/kept/role-expired",
        "incidents/hub-stolen/adds-a-status-key",
        "incidents/root-rotation/one-link-twice",
        "status/history/newer-about-another-address",
        "status/history/newer-and-expired",
    ];

    // The signer itself wrote it so: it is a fault of form, or a good thing that is refused.
    private static readonly string[] OfTheSigner =
    [
        "notices/kept/behind-another",
        "status/cwt/without-subject",
        "status/jwt/without-subject",
        "status/history/newer-that-does-not-inflate",
        "incidents/fast-forward/without-new-keys",
    ];

    // Its twin asks the same before it goes on.
    private static readonly string[] AskedByTheTwin = ["incidents/agreement/a-second-before-midnight"];

    private static readonly FrozenSet<string> All =
        new[] { NothingToBelieve, RefusedTwice, OfTheSigner, AskedByTheTwin }.SelectMany(ids => ids).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The case with the severity that it has by itself.</summary>
    public static ConformanceCase Graded(ConformanceCase found) => All.Contains(found.Id) ? found with { Severity = Severity.High } : found;
}
