namespace TrustList.Format.Projections;

/// <summary>What a lint of a projection can find (SPEC.md §10.5). A closed list; numbers are permanent.</summary>
public enum LintRule
{
    /// <summary>Not a VICAL, a JWK set, PEM or a CRL, or not well-formed.</summary>
    Unreadable = 1,

    /// <summary>There is nothing in it.</summary>
    Empty = 2,

    /// <summary>A member whose name differs from a known one only in its letters' case: readers pass over it.</summary>
    MemberNameCase = 3,

    /// <summary>A coordinate of another length than its curve's: leading zeros were dropped or added.</summary>
    CoordinateLength = 10,

    /// <summary>A coordinate, or another number, that is not unpadded base64url.</summary>
    CoordinateEncoding = 11,

    /// <summary>Coordinates that are no point of the curve.</summary>
    PointNotOnCurve = 12,

    /// <summary>A curve of an unknown name, or one that the form does not know.</summary>
    CurveName = 13,

    /// <summary>An algorithm of an unknown name, or one that is not the key's.</summary>
    AlgorithmName = 14,

    /// <summary>A kind of key that is not known.</summary>
    KeyType = 15,

    /// <summary>An RSA key of fewer than 2048 bits.</summary>
    WeakKey = 16,

    /// <summary>A private key stands in a public file.</summary>
    PrivateKey = 17,

    /// <summary>A key without a name.</summary>
    KeyIdMissing = 18,

    /// <summary>Two keys of one name.</summary>
    DuplicateKeyId = 19,

    /// <summary>One key or certificate stands there twice.</summary>
    Duplicate = 20,

    /// <summary>A certificate that cannot be read.</summary>
    CertificateUnreadable = 30,

    /// <summary>A certificate that has expired.</summary>
    CertificateExpired = 31,

    /// <summary>A certificate that is not yet valid.</summary>
    CertificateNotYetValid = 32,

    /// <summary>A root that may not certify.</summary>
    NotAnAuthority = 33,

    /// <summary>A key that is not the one of its certificate.</summary>
    CertificateOfOtherKey = 34,

    /// <summary>What is said beside a certificate is not what the certificate says.</summary>
    DiffersFromCertificate = 35,

    /// <summary>A country that is not the certificate's, or no ISO 3166-1 alpha-2 code.</summary>
    Country = 40,

    /// <summary>A state or province that is not the certificate's, or does not lie in its country.</summary>
    State = 41,

    /// <summary>A region or province code of a wrong form: GB/T 2260, ISO 3166-2.</summary>
    RegionCode = 42,

    /// <summary>No document type.</summary>
    DocTypeMissing = 43,

    /// <summary>The next update is overdue: what was revoked since is not in it.</summary>
    ListExpired = 50,

    /// <summary>No instant of the next update: a reader cannot know that it is being held back.</summary>
    NextUpdateMissing = 51,

    /// <summary>No number of the issue: a reader cannot know an older one.</summary>
    NumberMissing = 52,

    /// <summary>Made at an instant in the future.</summary>
    FromTheFuture = 53,

    /// <summary>No certificate chain to verify it by, or one whose signer may not sign it.</summary>
    SignerUsage = 54,
}

/// <summary>What a lint looked at.</summary>
public enum LintKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>ISO/IEC 18013-5 Annex C.</summary>
    Vical,

    /// <summary>RFC 7517.</summary>
    Jwks,

    /// <summary>Certificates in PEM.</summary>
    Pem,

    /// <summary>RFC 5280 §5.</summary>
    Crl,
}
