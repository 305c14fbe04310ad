using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace Federation.Bench;

/// <summary>A synthetic region, its licences of 16 elements with a 20 KB portrait, and presentations of them.</summary>
internal sealed class BenchLicence
{
    private const string Revocations = "https://crl.test/bench";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly SoftwareSigner iacaKey;

    public BenchLicence(SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        iacaKey = SoftwareSigner.Create(algorithm);
        SignerKey = SoftwareSigner.Create(algorithm);
        Iaca = DocumentCertificates.CreateIaca(
            iacaKey, new CertificateSubject("Bench test IACA", "CN-SH"), Now.AddDays(-10), Now.AddYears(5), Revocations, "https://crl.test");
        Certificate = DocumentCertificates.CreateDocumentSigner(
            iacaKey, Iaca, SignerKey.PublicKey, "Bench test signer", Now.AddDays(-10), Now.AddDays(400), Revocations, "https://crl.test");
        Signer = DocumentSigner.Of(SignerKey, Certificate).Value;
        Elements = [.. Data().ToElements().Take(16)];
    }

    public byte[] Iaca { get; }

    public byte[] Certificate { get; }

    public SoftwareSigner SignerKey { get; }

    public DocumentSigner Signer { get; }

    public ImmutableArray<LicenceElement> Elements { get; }

    public static byte[] Portrait { get; } = [0xFF, 0xD8, 0xFF, 0xE0, .. RandomNumberGenerator.GetBytes(19_996)];

    public static byte[] Transcript { get; } = SessionTranscripts.OpenId4VpHandover("x509_san_dns:bench.test", "bench-nonce", "https://bench.test/answer");

    public static DateTimeOffset Instant => Now;

    /// <summary>Signs a licence, as an issuer does for each holder.</summary>
    public byte[] Issue(PublicKey deviceKey) => MdocIssuer.Issue(new IssuanceRequest
    {
        Elements = Elements,
        DeviceKey = deviceKey,
        SignedAt = Now.AddHours(-1),
        ValidFrom = Now.AddHours(-1),
        ValidUntil = Now.AddDays(90),
        StatusUri = "https://hub.test/status/310000/0",
        StatusIndex = 7,
        Signer = Signer,
    });

    /// <summary>A new holder's presentation of every element.</summary>
    public byte[] Present()
    {
        var device = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var wallet = new Wallet(device, Issue(device.PublicKey));
        return wallet.Present(wallet.Elements, Transcript);
    }

    private static LicenceData Data() => new()
    {
        FamilyName = "合成",
        GivenName = "样本",
        BirthDate = new(1990, 1, 1),
        DocumentNumber = CitizenNumber.Complete("31010119900101999"),
        Portrait = Portrait,
        FileNumber = "310000999999",
        Classes = [new("C1", new(2012, 5, 20), new(2028, 5, 20))],
        IssueDate = new(2018, 5, 20),
        ExpiryDate = new(2028, 5, 20),
        IssuingAuthority = "Synthetic authority",
        IssuingOffice = "Synthetic office",
        IssuingOfficeCode = "310000",
        IssuingJurisdiction = "CN-SH",
        FirstIssue = new(2012, 5, 20),
        ElectronicId = ElectronicIdentifier.Build("11100000000013338W011", "11310000000000000X", "20200000001", "001"),
        Nationality = "CN",
        Sex = 1,
    };
}
