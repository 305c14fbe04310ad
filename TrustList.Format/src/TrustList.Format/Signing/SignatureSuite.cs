namespace TrustList.Format.Signing;

/// <summary>One signature algorithm: its names in each format, and how its keys are made. One class each (SPEC.md §3.1).</summary>
internal abstract class SignatureSuite
{
    public abstract SignatureAlgorithm Algorithm { get; }

    /// <summary>What stands before the raw point in the one permitted DER SubjectPublicKeyInfo.</summary>
    public abstract ReadOnlySpan<byte> SpkiPrefix { get; }

    /// <summary>The length of the raw point.</summary>
    public abstract int PointBytes { get; }

    /// <summary>Whether certificates and licences may be signed with it (SPEC.md §6.7). Policy narrows further.</summary>
    public abstract bool SignsCredentials { get; }

    /// <summary>The DER AlgorithmIdentifier of signatures in X.509.</summary>
    public abstract ReadOnlySpan<byte> X509Algorithm { get; }

    /// <summary>The OID in <see cref="X509Algorithm"/>.</summary>
    public abstract string X509SignatureOid { get; }

    public abstract int CoseAlgorithm { get; }

    public abstract string JoseAlgorithm { get; }

    public abstract string MetadataKeyType { get; }

    public abstract string MetadataScheme { get; }

    /// <summary>A verifier for the raw point, or null where it is no point of the curve.</summary>
    public abstract IKeyVerifier? Import(ReadOnlySpan<byte> point);

    public abstract IPrivateKey Create();

    /// <summary>A private key of PKCS#8 DER, or null where it is of another algorithm or broken.</summary>
    public abstract IPrivateKey? ImportPkcs8(ReadOnlyMemory<byte> pkcs8);
}

/// <summary>Verifies with one imported key. Thread-safe; never throws.</summary>
internal interface IKeyVerifier
{
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form);
}

/// <summary>Signs with one private key. Thread-safe.</summary>
internal interface IPrivateKey
{
    byte[] Point { get; }

    byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form);

    byte[] ExportPkcs8();
}
