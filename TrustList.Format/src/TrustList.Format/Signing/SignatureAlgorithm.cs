namespace TrustList.Format.Signing;

/// <summary>The signature algorithms this system knows (SPEC.md §3.1). Which of them count is policy.</summary>
public enum SignatureAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256: what every interoperable reader knows.</summary>
    ES256,
    /// <summary>Ed25519 (RFC 8032): log and witness signatures, and foreign metadata.</summary>
    Ed25519,
    /// <summary>SM2 with SM3 on sm2p256v1 (GB/T 32918.2, .5; GB/T 32905) with the identifier 1234567812345678: the national suite.</summary>
    SM2,
}

/// <summary>How an ECDSA or SM2 signature is spelled. Ed25519 has one form, for which this is ignored.</summary>
public enum SignatureForm
{
    /// <summary>r and s, 32 bytes each, big-endian: COSE and JOSE.</summary>
    P1363,
    /// <summary>A DER SEQUENCE of two INTEGERs, minimal and positive: TUF and X.509.</summary>
    Der,
}
