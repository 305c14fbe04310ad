using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>A private key held in memory, and as a PKCS#8 PEM file at rest.</summary>
public sealed class SoftwareSigner : ISigner
{
    private const string PemLabel = "PRIVATE KEY";
    private readonly IPrivateKey key;

    private SoftwareSigner(SignatureSuite suite, IPrivateKey key)
    {
        this.key = key;
        PublicKey = PublicKey.FromRaw(suite, key.Point).Value;
    }

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    public static SoftwareSigner Create(SignatureAlgorithm algorithm)
    {
        var suite = SignatureSuites.Of(algorithm);
        return new SoftwareSigner(suite, suite.Create());
    }

    /// <summary>Reads one PEM block labelled PRIVATE KEY (PKCS#8, unencrypted).</summary>
    public static Decoded<SoftwareSigner> FromPkcs8Pem(string pem)
    {
        if (!PemText.TryRead(pem, PemLabel, out var pkcs8))
            return Decoded<SoftwareSigner>.Fail(DecodeFault.Malformed, "not one PEM block PRIVATE KEY");
        foreach (var suite in SignatureSuites.All)
        {
            if (suite.ImportPkcs8(pkcs8) is { } key)
                return Decoded<SoftwareSigner>.Of(new SoftwareSigner(suite, key));
        }
        return Decoded<SoftwareSigner>.Fail(DecodeFault.BadValue, "not a private key of a known algorithm");
    }

    /// <summary>The key as a PEM block labelled PRIVATE KEY.</summary>
    public string ToPkcs8Pem() => PemEncoding.WriteString(PemLabel, key.ExportPkcs8());

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form) => key.Sign(data, form);
}
