namespace TrustList.Format.Projections;

/// <summary>The names of ISO/IEC 18013-5 Annex C.</summary>
internal static class VicalNames
{
    /// <summary>The extended key usage of a certificate that signs VICALs.</summary>
    public const string SignerUsage = "1.0.18013.5.1.8";

    public const string Version = "version";
    public const string Provider = "vicalProvider";
    public const string Date = "date";
    public const string IssueId = "vicalIssueID";
    public const string NextUpdate = "nextUpdate";
    public const string Entries = "certificateInfos";
    public const string Extensions = "extensions";

    public const string Certificate = "certificate";
    public const string SerialNumber = "serialNumber";
    public const string SubjectKeyIdentifier = "ski";
    public const string DocType = "docType";
    public const string CertificateProfile = "certificateProfile";
    public const string IssuingAuthority = "issuingAuthority";
    public const string IssuingCountry = "issuingCountry";
    public const string StateOrProvinceName = "stateOrProvinceName";
    public const string Issuer = "issuer";
    public const string Subject = "subject";
    public const string NotBefore = "notBefore";
    public const string NotAfter = "notAfter";

    /// <summary>Every name above: a member of another spelling is unknown.</summary>
    public static readonly IReadOnlyCollection<string> All =
    [
        Version, Provider, Date, IssueId, NextUpdate, Entries, Extensions, Certificate, SerialNumber, SubjectKeyIdentifier, DocType,
        CertificateProfile, IssuingAuthority, IssuingCountry, StateOrProvinceName, Issuer, Subject, NotBefore, NotAfter,
    ];
}
