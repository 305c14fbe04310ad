using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustList.Format.Signing;

/// <summary>Lets any <see cref="ISigner"/> sign certificates and requests.</summary>
public static class SignerCertificates
{
    /// <summary>The signer as the platform's certificate writer wants it. The hash asked for is that of its suite.</summary>
    public static X509SignatureGenerator ToX509Generator(this ISigner signer) => new Generator(signer);

    /// <summary>The key as the platform's certificate writer wants it.</summary>
    public static System.Security.Cryptography.X509Certificates.PublicKey ToX509PublicKey(this PublicKey key)
        => System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);

    private sealed class Generator(ISigner signer) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
            => signer.PublicKey.Suite.X509Algorithm.ToArray();

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => signer.Sign(data, SignatureForm.Der);

        protected override System.Security.Cryptography.X509Certificates.PublicKey BuildPublicKey() => signer.PublicKey.ToX509PublicKey();
    }
}
