namespace TrustList.Format.Verification;

/// <summary>Who issued a licence, as the trust list names it.</summary>
/// <param name="Region">GB/T 2260 code of six digits; null when only an anchor was checked.</param>
/// <param name="NameZh">The region's name in Chinese; null when only an anchor was checked.</param>
/// <param name="NameEn">The region's name in English; null when only an anchor was checked.</param>
/// <param name="CertificateThumbprint">Lower-hex SHA-256 of the document-signer certificate.</param>
public sealed record IssuerInfo(string? Region, string? NameZh, string? NameEn, string CertificateThumbprint);
