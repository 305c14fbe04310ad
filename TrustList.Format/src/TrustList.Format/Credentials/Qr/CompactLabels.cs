namespace TrustList.Format.Credentials.Qr;

/// <summary>The labels of a compact licence (SPEC.md §6.10): registered CWT claims, and one private claim for the licence itself.</summary>
internal static class CompactLabels
{
    public const int Issuer = 1, Expires = 4, IssuedAt = 6, Confirmation = 8, Status = 65_535, Licence = -65_580;

    /// <summary>In <see cref="Confirmation"/>: the COSE_Key (RFC 8747 §3.1).</summary>
    public const int Key = 1;

    /// <summary>In <see cref="Licence"/>.</summary>
    public const int DocType = 0, FamilyName = 1, GivenName = 2, Number = 3, Birth = 4, Expiry = 5, Classes = 6, Office = 7, Mso = 8;

    /// <summary>The one document type that has a compact form.</summary>
    public const int DrivingLicence = 1;

    /// <summary>The bytes of the signer's thumbprint that name it.</summary>
    public const int KeyIdBytes = 8;

    /// <summary>The bytes of the security object's hash that bind the compact form to its licence.</summary>
    public const int MsoBytes = 16;
}
