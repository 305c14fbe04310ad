namespace TrustList.Format.Credentials;

/// <summary>The extensions of RFC 5280 that certificates of this system carry.</summary>
internal static class CertificateOids
{
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAltName = "2.5.29.17";
    public const string IssuerAltName = "2.5.29.18";
    public const string BasicConstraints = "2.5.29.19";
    public const string CrlDistributionPoints = "2.5.29.31";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";

    /// <summary>What a verifier understands; any other critical extension refuses.</summary>
    public static bool IsKnown(string oid) => oid is SubjectKeyIdentifier or KeyUsage or SubjectAltName or IssuerAltName
        or BasicConstraints or CrlDistributionPoints or CertificatePolicies or AuthorityKeyIdentifier or ExtendedKeyUsage;
}
