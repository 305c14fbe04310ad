using System.Security.Cryptography.X509Certificates;

namespace TrustList.Format.Signing;

/// <summary>Lets any <see cref="ISigner"/> sign certificates and requests.</summary>
public static class SignerCertificates
{
    /// <summary>The signer as the platform's certificate writer wants it. ES256 and Ed25519.</summary>
    public static X509SignatureGenerator ToX509Generator(this ISigner signer) => throw new NotImplementedException();
}
