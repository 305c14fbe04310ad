using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>A private key held in memory, and as a PKCS#8 PEM file at rest.</summary>
public sealed class SoftwareSigner : ISigner
{
    /// <inheritdoc/>
    public PublicKey PublicKey => throw new NotImplementedException();

    /// <summary>Makes a new key.</summary>
    public static SoftwareSigner Create(SignatureAlgorithm algorithm) => throw new NotImplementedException();

    /// <summary>Reads a PEM block labelled PRIVATE KEY (PKCS#8, unencrypted).</summary>
    public static Decoded<SoftwareSigner> FromPkcs8Pem(string pem) => throw new NotImplementedException();

    /// <summary>The key as a PEM block labelled PRIVATE KEY.</summary>
    public string ToPkcs8Pem() => throw new NotImplementedException();

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form) => throw new NotImplementedException();
}
