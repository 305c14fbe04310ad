using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Testing;

/// <summary>
/// A region with real keys, all made for the test: IACA, document signer, status key, the province operators' role
/// (2 of 3) and the node's. What it publishes can be changed before it is published.
/// </summary>
public sealed class RegionSimulator
{
    private RegionSimulator(
        SignatureAlgorithm algorithm, string code, string nameZh, string nameEn, string iso3166, Territory territory, DateTimeOffset admittedAt, string statusBase)
    {
        Code = code;
        Algorithm = algorithm;
        IacaKey = TestKeys.Create(algorithm);
        StatusKey = TestKeys.Create(algorithm);
        if (algorithm == SignatureAlgorithm.SM2)
            Sm2RoleKeys = [TestKeys.Create(algorithm), TestKeys.Create(algorithm)];
        var subject = new CertificateSubject($"{nameEn} test IACA", iso3166);
        var notAfter = admittedAt.AddYears(9);
        Iaca = DocumentCertificates.CreateIaca(IacaKey, subject, admittedAt.AddDays(-7), notAfter, $"https://crl.test/{code}", "mailto@crl.test");
        (SignerKey, SignerCertificate) = NewDocumentSigner(admittedAt.AddDays(-7), 450);
        Record = new RegionRecord
        {
            Code = code,
            NameZh = nameZh,
            NameEn = nameEn,
            Iso3166 = iso3166,
            DocTypes = [MdocNames.DocType],
            IacaThumbprints = [ThumbprintOf(Iaca)],
            Territory = territory,
            SigningKeyDays = 90,
            History = [new(RegionState.Active, admittedAt, "Admitted by the test")],
        };
        Issuers = new IssuersDocument
        {
            Region = code,
            Certificates =
            [
                CertificateRecord(Iaca, CertificateRole.Iaca, admittedAt, admittedAt, admittedAt.AddYears(5), notAfter, notAfter),
                CertificateRecord(SignerCertificate, CertificateRole.DocumentSigner, admittedAt, admittedAt, admittedAt.AddDays(90), admittedAt.AddDays(440), admittedAt.AddDays(440)),
            ],
            StatusKeys = [StatusRecord(StatusKey.PublicKey, admittedAt, admittedAt, admittedAt.AddYears(2))],
        };
        Node = new NodeDocument
        {
            Region = code,
            GatewayEndpoints = [$"https://gateway.{code}.test"],
            GatewayPins = [LowerHex.Of(SHA256.HashData([1]))],
            IssuerPins = [LowerHex.Of(SHA256.HashData([2]))],
            WitnessKey = TestKeys.Create(SignatureAlgorithm.Ed25519).PublicKey.SubjectPublicKeyInfo,
            StatusBase = statusBase,
        };
    }

    /// <summary>The region's code.</summary>
    public string Code { get; }

    /// <summary>What it signs certificates, licences and status with.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The IACA's key.</summary>
    public ISigner IacaKey { get; }

    /// <summary>The IACA's certificate, DER.</summary>
    public byte[] Iaca { get; }

    /// <summary>The first document signer's key.</summary>
    public ISigner SignerKey { get; }

    /// <summary>The first document signer's certificate, DER.</summary>
    public byte[] SignerCertificate { get; }

    /// <summary>The status key; its name is its thumbprint.</summary>
    public ISigner StatusKey { get; }

    /// <summary>The province operators' keys, of whom two must sign.</summary>
    public ImmutableArray<ISigner> RoleKeys { get; set; } = [.. Enumerable.Range(0, 3).Select(_ => TestKeys.Create(SignatureAlgorithm.ES256))];

    /// <summary>SM2 keys of the operators of an SM2 region, beside the others: all of them sign. Strangers count the others alone.</summary>
    public ImmutableArray<ISigner> Sm2RoleKeys { get; set; } = [];

    /// <summary>The node's key.</summary>
    public ISigner NodeKey { get; set; } = TestKeys.Create(SignatureAlgorithm.ES256);

    /// <summary>The region as the registry has it.</summary>
    public RegionRecord Record { get; set; }

    /// <summary>What its operators publish.</summary>
    public IssuersDocument Issuers { get; set; }

    /// <summary>The relying parties that its operators registered; null to publish none.</summary>
    public PartiesDocument? Parties { get; set; }

    /// <summary>What its node publishes; null to publish none.</summary>
    public NodeDocument? Node { get; set; }

    /// <summary>Makes a region.</summary>
    /// <param name="code">GB/T 2260 code.</param>
    /// <param name="iso3166">ISO 3166-2 code.</param>
    /// <param name="admittedAt">From when it counts and may sign.</param>
    /// <param name="hub">The hub's public address, below which its status lists are.</param>
    /// <param name="except">Cities of a province that are admitted by themselves.</param>
    public static RegionSimulator Create(string code, string iso3166, DateTimeOffset admittedAt, Uri hub, params string[] except) =>
        Create(SignatureAlgorithm.ES256, code, iso3166, admittedAt, hub, except);

    /// <summary>Makes a region that signs with another suite.</summary>
    /// <param name="algorithm">Of IACA, document signer and status key; with SM2 its operators hold SM2 keys as well.</param>
    /// <param name="code">GB/T 2260 code.</param>
    /// <param name="iso3166">ISO 3166-2 code.</param>
    /// <param name="admittedAt">From when it counts and may sign.</param>
    /// <param name="hub">The hub's public address, below which its status lists are.</param>
    /// <param name="except">Cities of a province that are admitted by themselves.</param>
    public static RegionSimulator Create(
        SignatureAlgorithm algorithm, string code, string iso3166, DateTimeOffset admittedAt, Uri hub, params string[] except) =>
        new(algorithm, code, $"测试{code}", $"Test region {code}", iso3166,
            new Territory { Prefixes = [RegionCode.Significant(code)], Except = [.. except.Select(RegionCode.Significant)] },
            admittedAt, new Uri(hub, $"status/{code}/").AbsoluteUri);

    /// <summary>SHA-256 of a certificate, lower hex.</summary>
    public static string ThumbprintOf(ReadOnlySpan<byte> der) => LowerHex.Of(SHA256.HashData(der));

    /// <summary>A further document signer under the IACA.</summary>
    public (ISigner Key, byte[] Certificate) NewDocumentSigner(DateTimeOffset notBefore, int days)
    {
        var key = TestKeys.Create(Algorithm);
        return (key, DocumentCertificates.CreateDocumentSigner(
            IacaKey, Iaca, key.PublicKey, $"Test document signer {Code}", notBefore, notBefore.AddDays(days), $"https://crl.test/{Code}", "https://crl.test"));
    }

    /// <summary>A certificate's record, declared pending.</summary>
    public static IssuerCertificate CertificateRecord(
        ReadOnlyMemory<byte> der, CertificateRole role, DateTimeOffset publishedAt, DateTimeOffset signFrom, DateTimeOffset signUntil,
        DateTimeOffset verifyUntil, DateTimeOffset notAfter) => new()
        {
            Thumbprint = ThumbprintOf(der.Span),
            Der = der,
            Role = role,
            Alg = DocumentCertificates.KeyOf(der).Value.Algorithm.ToString(),
            DocTypes = [MdocNames.DocType],
            PublishedAt = publishedAt,
            SignFrom = signFrom,
            SignUntil = signUntil,
            VerifyUntil = verifyUntil,
            NotAfter = notAfter,
            History = [new(KeyState.Pending, publishedAt, "Published by the test")],
        };

    /// <summary>A status key's record, declared pending.</summary>
    public static StatusKey StatusRecord(PublicKey key, DateTimeOffset publishedAt, DateTimeOffset signFrom, DateTimeOffset validUntil) => new()
    {
        KeyId = key.Thumbprint,
        Spki = key.SubjectPublicKeyInfo,
        PublishedAt = publishedAt,
        SignFrom = signFrom,
        SignUntil = validUntil,
        ValidUntil = validUntil,
        History = [new(KeyState.Pending, publishedAt, "Published by the test")],
    };

    /// <summary>A signed status list of 1,024 entries, all valid but those given.</summary>
    public byte[] StatusList(string uri, long version, DateTimeOffset now, params ReadOnlySpan<(int Index, StatusValue Value)> entries)
    {
        var list = new StatusListBuilder(4, 1_024);
        foreach (var (index, value) in entries)
            list[index] = (byte)value;
        var claims = new StatusListClaims(uri, now, now.AddDays(7), TimeSpan.FromMinutes(5), Node?.StatusBase.TrimEnd('/'), version);
        return StatusListToken.ToCwt(list.ToList(), claims, StatusKey, StatusKey.PublicKey.Thumbprint);
    }
}
