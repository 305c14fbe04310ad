namespace TrustList.Format.Credentials;

/// <summary>The names that issuer, wallet and verifier share. SPEC.md §6.1.</summary>
public static class MdocNames
{
    /// <summary>The document type of a mobile driving licence (ISO/IEC 18013-5 §7.1).</summary>
    public const string DocType = "org.iso.18013.5.1.mDL";

    /// <summary>The ISO namespace.</summary>
    public const string IsoNamespace = "org.iso.18013.5.1";

    /// <summary>The national namespace, for what the ISO one lacks.</summary>
    public const string NationalNamespace = "cn.drivinglicence.1";

    /// <summary>The extended key usage of a document signer (ISO/IEC 18013-5 Annex B.1.4).</summary>
    public const string DocumentSignerUsage = "1.0.18013.5.1.2";

    /// <summary>Bytes of an item's random value when we issue; a verifier asks for at least 16.</summary>
    public const int SaltBytes = 32;

    /// <summary>The longest time between validFrom and validUntil when we issue: wallets refresh.</summary>
    public static readonly TimeSpan LongestValidity = TimeSpan.FromDays(365);
}
