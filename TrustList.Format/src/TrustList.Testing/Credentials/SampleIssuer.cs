using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace TrustList.Testing.Credentials;

/// <summary>A region's issuing side with fresh test keys: IACA, document signer and their certificates.</summary>
public sealed class SampleIssuer
{
    private static readonly TimeSpan SignerLife = TimeSpan.FromDays(450);

    /// <summary>Makes keys and certificates valid from <see cref="SampleLicence.Start"/>.</summary>
    /// <param name="state">ISO 3166-2 code in the certificates' names.</param>
    public SampleIssuer(string state = "CN-SH")
    {
        State = state;
        IacaKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        Iaca = DocumentCertificates.CreateIaca(
            IacaKey, new CertificateSubject($"Test IACA {state}", state), SampleLicence.Start, SampleLicence.Start.AddYears(9),
            "http://crl.test/iaca.crl", "iaca@region.test");
        SignerKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        Certificate = DocumentCertificates.CreateDocumentSigner(
            IacaKey, Iaca, SignerKey.PublicKey, $"Test document signer {state}", SampleLicence.Start, SampleLicence.Start + SignerLife,
            "http://crl.test/iaca.crl", "iaca@region.test");
        Signer = DocumentSigner.Of(SignerKey, Certificate).Value;
    }

    /// <summary>ISO 3166-2 code in the certificates' names.</summary>
    public string State { get; }

    /// <summary>The test key of the IACA.</summary>
    public SoftwareSigner IacaKey { get; }

    /// <summary>The IACA's certificate, DER.</summary>
    public byte[] Iaca { get; }

    /// <summary>The test key of the document signer.</summary>
    public SoftwareSigner SignerKey { get; }

    /// <summary>The document signer's certificate, DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>Key and certificate together.</summary>
    public DocumentSigner Signer { get; }

    /// <summary>Signs a licence, valid for 90 days.</summary>
    /// <param name="deviceKey">The holder's key.</param>
    /// <param name="elements">What to sign; the sample licence when left out.</param>
    /// <param name="statusUri">The status list; none when null.</param>
    /// <param name="statusIndex">The entry.</param>
    public byte[] Issue(
        PublicKey deviceKey, ImmutableArray<LicenceElement>? elements = null, string? statusUri = null, long statusIndex = 0) =>
        MdocIssuer.Issue(new IssuanceRequest
        {
            Elements = elements ?? SampleLicence.Data().ToElements(),
            DeviceKey = deviceKey,
            SignedAt = SampleLicence.Start.AddDays(10),
            ValidFrom = SampleLicence.Start.AddDays(10),
            ValidUntil = SampleLicence.Start.AddDays(100),
            StatusUri = statusUri,
            StatusIndex = statusIndex,
            Signer = Signer,
        });
}
