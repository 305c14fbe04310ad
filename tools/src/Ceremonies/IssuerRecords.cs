using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace Federation.Ceremonies;

/// <summary>Builds a region's issuers.json; every step keeps what was there.</summary>
public static partial class IssuerRecords
{
    /// <summary>The document of a region that begins: its root, its first document signer, its status key, all usable at once.</summary>
    public static IssuersDocument Begin(string code, byte[] iaca, byte[] documentSigner, PublicKey statusKey, DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        var root = Certificate(iaca, CertificateRole.Iaca, now, signFrom: now, signDays: 3650);
        return new IssuersDocument
        {
            Region = code,
            Certificates = [root, Certificate(documentSigner, CertificateRole.DocumentSigner, now, signFrom: now, signDays: 440)],
            StatusKeys = [StatusRecord(statusKey, now, now)],
        };
    }

    // The hub counts the notice from when it admits the document, not from when the operators sign it.
    private static readonly TimeSpan TimeToAdmission = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Publishes another document signer, which may sign <see cref="KeyLifecycle.MinimumNotice"/> after a reasonable time for the
    /// file to reach the hub; the present one retires then. With a reason for short notice it may sign at once, and nothing but
    /// the loss of another document signer makes the hub take that.
    /// </summary>
    public static IssuersDocument AddDocumentSigner(IssuersDocument issuers, byte[] documentSigner, DateTimeOffset now, WrittenReason? shortNotice = null)
    {
        now = Instants.WholeSeconds(now);
        var from = BeginsAt(now, shortNotice);
        return issuers with
        {
            Certificates =
            [
                .. issuers.Certificates.Select(certificate =>
                    certificate.Role == CertificateRole.DocumentSigner && KeyLifecycle.MaySign(certificate, from)
                        ? certificate with { History = certificate.History.Add(new(KeyState.Retiring, from, "followed by the next document signer")) }
                        : certificate),
                Certificate(documentSigner, CertificateRole.DocumentSigner, now, from, signDays: 440) with { ShortNotice = shortNotice },
            ],
        };
    }

    private static IssuerCertificate Certificate(byte[] der, CertificateRole role, DateTimeOffset now, DateTimeOffset signFrom, int signDays)
    {
        var notAfter = NotAfter(der);
        var signUntil = signFrom.AddDays(signDays);
        if (signUntil > notAfter) signUntil = notAfter;
        return new IssuerCertificate
        {
            Thumbprint = Convert.ToHexStringLower(SHA256.HashData(der)),
            Der = der,
            Role = role,
            Alg = DocumentCertificates.KeyOf(der).Value.Algorithm.ToString(),
            DocTypes = [MdocNames.DocType],
            PublishedAt = now,
            SignFrom = signFrom,
            SignUntil = signUntil,
            VerifyUntil = notAfter,
            NotAfter = notAfter,
            History = [new(KeyState.Pending, now, "published")],
        };
    }

    private static DateTimeOffset NotAfter(byte[] der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
    }
}
