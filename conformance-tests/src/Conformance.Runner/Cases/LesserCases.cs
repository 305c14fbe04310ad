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
        "region/documents/not-listed",
        "tuf/delegation/not-in-the-snapshot",
        "tuf/delegation/not-served",
        "tuf/delegation/first-not-served",
        "tuf/target/not-served",
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
        "region/right/algorithm-that-policy-does-not-have",
        "tuf/suites/root-of-sm2-alone",
        // The hash fixes the bytes; the length bounds what is fetched, and refuses a byte too many before it is hashed.
        "tuf/snapshot/other-bytes",
        "tuf/snapshot/listed-as-shorter",
        "tuf/targets/listed-as-shorter",
        "tuf/region/listed-as-shorter",
        "tuf/target/listed-as-shorter",
        "tuf/target/role-listed-as-shorter",
        "tuf/target/byte-behind",
    ];

    // The signer itself wrote it so: it is a fault of form, or a good thing that is refused.
    private static readonly string[] OfTheSigner =
    [
        "notices/kept/behind-another",
        "status/cwt/without-subject",
        "status/jwt/without-subject",
        "status/history/newer-that-does-not-inflate",
        "incidents/fast-forward/without-new-keys",
        "tuf/timestamp/version-zero",
        "tuf/timestamp/no-snapshot",
        "tuf/form/no-type",
        "tuf/form/no-spec-version",
        "tuf/form/no-version",
        "tuf/form/no-expires",
        "tuf/form/no-meta",
        "tuf/snapshot/no-targets",
        "tuf/anchor/negative-threshold",
        "tuf/anchor/no-root",
        "tuf/anchor/no-snapshot-role",
        "tuf/root/version-of-the-first",
        "tuf/delegation/path-with-dots",
        "tuf/delegation/to-root",
        "tuf/delegation/to-timestamp",
        "tuf/delegation/to-snapshot",
        "tuf/delegation/to-targets",
        "tuf/delegation/one-name-twice",
        "tuf/delegation/cycle",
        "tuf/delegation/to-itself",
        "heads/package/proof-cut",
    ];

    // Its twin asks the same before it goes on.
    private static readonly string[] AskedByTheTwin = ["incidents/agreement/a-second-before-midnight"];

    private static readonly FrozenSet<string> All =
        new[] { NothingToBelieve, RefusedTwice, OfTheSigner, AskedByTheTwin }.SelectMany(ids => ids).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The case with the severity that it has by itself.</summary>
    public static ConformanceCase Graded(ConformanceCase found) => All.Contains(found.Id) ? found with { Severity = Severity.High } : found;
}
