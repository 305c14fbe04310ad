using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Forgeries of certificates (3xx), against an anchor given by hand: there every rule stands alone.</summary>
internal static class CertificateForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("no certificate", Reason.CertificateMissing, scene => scene.IssuerAuth = parts => ((CborMap)parts[1]).Pairs.Clear()),
        new("a certificate of random bytes", Reason.CertificateMalformed, scene => scene.Certificate = new SeededGenerator(302).NextBytes(700)),
        new("the root in the chain", Reason.ChainNotLeafOnly, scene => scene.MoreCertificates.Add(scene.Home.Iaca)),
        new("a region that nobody admitted", Reason.UnknownIssuer, scene => SignBy(scene, RegionSimulator.Create("230000", "CN-HL", Scene.Admitted, new Uri("https://hub.test/")))) { Besides = [Reason.IssuingJurisdictionMismatch] },
        new("an authority of the same name", Reason.CertificateSignatureInvalid, scene =>
        {
            var impostor = TestKeys.Create(SignatureAlgorithm.ES256);
            scene.SignerKey = TestKeys.Create(SignatureAlgorithm.ES256);
            scene.Certificate = new SignerForge().Under(scene.SignerKey.PublicKey.SubjectPublicKeyInfo.Span, scene.Home.Iaca, impostor);
        }),
        Leaf("not valid yet", Reason.CertificateNotYetValid, new SignerForge { NotBefore = Scene.Shown.AddDays(1) }, Reason.SignedOutsideCertificate),
        Leaf("expired yesterday", Reason.CertificateExpired, new SignerForge { Days = 50 }),
        Anchored("under an anchor that has ended", Reason.AnchorNotInForce, SignerForge.Iaca with { Days = 50 }),
        Leaf("for TLS servers", Reason.WrongExtendedKeyUsage, new SignerForge { Usage = "1.3.6.1.5.5.7.3.1" }),
        Leaf("for nothing in particular", Reason.WrongExtendedKeyUsage, new SignerForge { Usage = null }),
        Leaf("for key agreement too", Reason.WrongKeyUsage, new SignerForge { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement }),
        Leaf("that is an authority", Reason.SignerIsAuthority, new SignerForge { Authority = true }),
        Anchored("under a certificate that is no authority", Reason.AnchorNotAuthority, SignerForge.Iaca with { Authority = false }),
        Anchored("under an authority of path length 1", Reason.AnchorPathLength, SignerForge.Iaca with { PathLength = 1 }),
        Leaf("without a revocation list", Reason.RevocationPointMissing, new SignerForge { RevocationPoint = false }),
        Leaf("without issuer alternative name", Reason.IssuerAltNameMissing, new SignerForge { IssuerAltName = false }),
        Leaf("of another country than its anchor", Reason.CountryMismatch, new SignerForge { Country = "UT" }, Reason.IssuingCountryMismatch),
        Leaf("of another province than its anchor", Reason.StateMismatch, new SignerForge { State = "CN-JS" }, Reason.IssuingJurisdictionMismatch),
        new("a signer in its authority's name that another key certified", Reason.CertificateSignatureInvalid, scene =>
        {
            scene.SignerKey = TestKeys.Create(SignatureAlgorithm.ES256);
            scene.Certificate = new SignerForge().Under(scene.SignerKey.PublicKey.SubjectPublicKeyInfo.Span, scene.Home.Iaca, TestKeys.Create(SignatureAlgorithm.ES256));
            scene.Anchors = [scene.Home.Iaca];
        }),
        new("a signer and a licence of another country than their anchor", Reason.CountryMismatch, scene =>
        {
            ByAnchor(scene, new SignerForge { Country = "UT" }, TestKeys.Create(SignatureAlgorithm.ES256));
            Reissue(scene, "issuing_country", CborNode.Text("UT"));
        }),
        new("a signer and a licence of another province than their anchor", Reason.StateMismatch, scene =>
        {
            ByAnchor(scene, new SignerForge { State = "CN-JS" }, TestKeys.Create(SignatureAlgorithm.ES256));
            Reissue(scene, "issuing_jurisdiction", CborNode.Text("CN-JS"));
        }),
        new("an anchor of nobody that this licence knows", Reason.UnknownIssuer, scene => scene.Anchors = [scene.Acceptor.Iaca]),
        new("a licence of another country", Reason.IssuingCountryMismatch, scene => Reissue(scene, "issuing_country", CborNode.Text("UT"))),
        new("a licence of another province", Reason.IssuingJurisdictionMismatch, scene => Reissue(scene, "issuing_jurisdiction", CborNode.Text("CN-ZJ"))),
        Leaf("valid for 458 days", Reason.CertificateTooLong, new SignerForge { Days = 458 }),
        new("signed with the anchor's key", Reason.SignedByAnchor, scene => ByAnchor(scene, new SignerForge(), scene.Home.IacaKey)),
        Leaf("with an unknown critical extension", Reason.UnknownCriticalExtension, new SignerForge { CriticalExtension = "1.2.156.3005.9" }),
        Leaf("without its authority's key identifier", Reason.KeyIdentifierMismatch, new SignerForge { AuthorityKeyIdentifier = false }),
        new("a key on P-384", Reason.SignerKeyUnsupported, scene =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            scene.Anchors = [scene.Home.Iaca];
            scene.Certificate = new SignerForge().Under(key.ExportSubjectPublicKeyInfo(), scene.Home.Iaca, scene.Home.IacaKey);
        }),
    ];

    private static ForgedCase Leaf(string name, Reason reason, SignerForge forge, params Reason[] besides) =>
        new($"a signer {name}", reason, scene => ByAnchor(scene, forge, TestKeys.Create(SignatureAlgorithm.ES256))) { Besides = [.. besides] };

    private static ForgedCase Anchored(string name, Reason reason, SignerForge anchor) =>
        new($"a signer {name}", reason, scene =>
        {
            var anchorKey = TestKeys.Create(SignatureAlgorithm.ES256);
            var certificate = anchor.SelfSigned(anchorKey);
            scene.SignerKey = TestKeys.Create(SignatureAlgorithm.ES256);
            scene.Certificate = new SignerForge().Under(scene.SignerKey.PublicKey.SubjectPublicKeyInfo.Span, certificate, anchorKey);
            scene.Anchors = [certificate];
        });

    internal static void ByAnchor(Scene scene, SignerForge forge, ISigner signerKey)
    {
        scene.SignerKey = signerKey;
        scene.Certificate = forge.Under(signerKey.PublicKey.SubjectPublicKeyInfo.Span, scene.Home.Iaca, scene.Home.IacaKey);
        scene.Anchors = [scene.Home.Iaca];
    }

    private static void SignBy(Scene scene, RegionSimulator stranger)
    {
        scene.SignerKey = stranger.SignerKey;
        scene.Certificate = stranger.SignerCertificate;
    }

    private static void Reissue(Scene scene, string element, CborNode value) =>
        scene.Issue = scene.Issue with
        {
            Elements = [.. scene.Issue.Elements.Select(given => given.Identifier == element
                ? new LicenceElement(given.Namespace, given.Identifier, value.Encode()) : given)],
        };
}
