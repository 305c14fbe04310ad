using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>A document signer ready to issue: holding one proves that the key and the certificate belong together.</summary>
public sealed class DocumentSigner
{
    private DocumentSigner(ISigner key, ReadOnlyMemory<byte> certificate, CertificateFacts facts)
    {
        Key = key;
        Certificate = certificate;
        NotBefore = facts.NotBefore;
        NotAfter = facts.NotAfter;
        Thumbprint = facts.Thumbprint;
    }

    /// <summary>Signs.</summary>
    public ISigner Key { get; }

    /// <summary>The certificate, DER.</summary>
    public ReadOnlyMemory<byte> Certificate { get; }

    /// <summary>The certificate's first instant.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The certificate's last instant.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Lower-hex SHA-256 of the certificate.</summary>
    public string Thumbprint { get; }

    /// <summary>Joins a key with its certificate.</summary>
    /// <param name="key">The private key.</param>
    /// <param name="certificate">The DER certificate that names its public key.</param>
    /// <returns>The signer; <see cref="DecodeFault.BadValue"/> when the certificate names another key.</returns>
    public static Decoded<DocumentSigner> Of(ISigner key, ReadOnlyMemory<byte> certificate) =>
        CertificateFacts.Read(certificate).Then(facts =>
            facts.Key is { } named && named.Equals(key.PublicKey)
                ? Decoded<DocumentSigner>.Of(new DocumentSigner(key, certificate, facts))
                : Decoded<DocumentSigner>.Fail(DecodeFault.BadValue, "the certificate names another key"));
}
