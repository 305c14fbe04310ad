using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.Cases;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>The bounds of what a verifier checks of a licence: the last good value beside the first bad one, and members that are missing.</summary>
internal static class MdocCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. SecurityObject().Concat(Certificates()).Concat(Device()).Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> SecurityObject()
    {
        const string Area = "mdoc/security-object/";
        yield return Of(Area + "shown-as-its-validity-begins", "At validFrom", scene => scene.Issue = scene.Issue with { ValidFrom = Scene.Shown });
        yield return Of(Area + "shown-in-its-last-second", "A second before validUntil", scene => scene.Issue = scene.Issue with { ValidUntil = Scene.Shown.AddSeconds(1) });
        yield return Of(Area + "signed-as-its-validity-begins", "signed is validFrom", scene => Date(scene, "signed", scene.Issue.ValidFrom));
        yield return Of(Area + "valid-until-it-begins", "validUntil is validFrom", scene => Date(scene, "validUntil", scene.Issue.ValidFrom), "ValidityInconsistent", "Expired");
        foreach (var member in new[] { "version", "digestAlgorithm", "valueDigests", "deviceKeyInfo", "docType", "validityInfo" })
            yield return Of($"{Area}without-{member.ToLowerInvariant()}", $"A security object without {member}", scene => scene.SecurityObject = mso => mso.Remove(member), "WrongStructure", "MsoVersion", "DigestAlgorithm", "DigestMissing", "NamespaceNotListed", "DeviceKeyInvalid", "DocTypeMismatch", "ValidityInconsistent");
        foreach (var member in new[] { "signed", "validFrom", "validUntil" })
            yield return Of($"{Area}without-{member.ToLowerInvariant()}", $"Dates without {member}", scene => scene.SecurityObject = mso => mso.Map("validityInfo").Remove(member), "WrongStructure", "ValidityInconsistent");
        yield return Of(Area + "date-that-is-no-date", "validUntil of the 30th of February", scene => scene.SecurityObject = mso => mso.Map("validityInfo")["validUntil"] = new CborTagged(0, CborNode.Text("2021-02-30T00:00:00Z")), "WrongStructure", "ValidityInconsistent");
        yield return Of(Area + "digest-algorithm-in-small-letters", "sha-256", scene => scene.SecurityObject = mso => mso["digestAlgorithm"] = CborNode.Text("sha-256"), "DigestAlgorithm");
        yield return Of(Area + "digests-by-md5", "MD5", scene => scene.SecurityObject = mso => mso["digestAlgorithm"] = CborNode.Text("MD5"), "DigestAlgorithm");
        foreach (var (name, hash) in new (string, Func<byte[], byte[]>)[] { ("SHA-384", SHA384.HashData), ("SHA-512", SHA512.HashData) })
            yield return Of($"{Area}digests-by-{name.ToLowerInvariant()}", $"Digests by {name}", scene => OneItem(scene, name, hash));
        yield return Of(Area + "digest-cut-short", "The first 16 bytes of a digest", scene => OneItem(scene, "SHA-256", item => SHA256.HashData(item)[..16]), "DigestMismatch", "WrongStructure") with { Twin = Area + "digests-by-sha-384" };
        yield return Of(Area + "digest-empty", "A digest of no bytes", scene => OneItem(scene, "SHA-256", _ => []), "DigestMismatch", "WrongStructure") with { Twin = Area + "digests-by-sha-384" };
        yield return Of(Area + "digest-of-the-bare-item", "A digest over the item without its tag 24", scene => OneItem(scene, "SHA-256", item => SHA256.HashData(CborNode.Parse(item).Unembed().Encode())), "DigestMismatch") with { Twin = Area + "digests-by-sha-384" };
        yield return Of(Area + "under-tag-24-twice", "The security object embedded twice", scene => scene.Payload = tagged => new CborTagged(24, CborNode.Bytes(tagged)).Encode(), "WrongStructure", "MsoNotTagged");
        yield return Of(Area + "under-another-tag", "The security object under tag 25", scene => scene.Payload = tagged => [0xD8, 0x19, .. tagged[2..]], "MsoNotTagged", "WrongStructure");
        yield return Of(Area + "byte-behind-it", "A byte behind the security object, under its tag 24", scene => scene.Payload = tagged => new CborTagged(24, CborNode.Bytes([.. CborNode.Parse(tagged).Unembed().Encode(), 0])).Encode(), "WrongStructure", "TrailingBytes", "NotCbor");
        yield return Of(Area + "byte-behind-its-tag", "A byte behind tag 24, signed", scene => scene.Payload = tagged => [.. tagged, 0], "WrongStructure", "TrailingBytes", "NotCbor", "MsoNotTagged");
    }

    private static IEnumerable<SceneCase> Certificates()
    {
        const string Area = "mdoc/certificates/";
        yield return By(Area + "a-signer-valid-for-457-days", "A signer valid for 457 days", new SignerForge { Days = 457 });
        yield return By(Area + "a-signer-valid-from-now", "A signer whose validity begins as the licence is signed", new SignerForge { NotBefore = Scene.Shown.AddDays(-14) });
        yield return By(Area + "a-signer-that-may-sign-certificates", "A signer with keyCertSign too", new SignerForge { KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature | System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.KeyCertSign }, "WrongKeyUsage");
        yield return By(Area + "a-signer-for-readers", "A signer with the usage of readers", new SignerForge { Usage = "1.0.18013.5.1.6" }, "WrongExtendedKeyUsage");
        yield return By(Area + "a-signer-for-vicals", "A signer with the usage of VICAL providers", new SignerForge { Usage = "1.0.18013.5.1.8" }, "WrongExtendedKeyUsage");
        yield return By(Area + "a-signer-for-anything", "A signer with anyExtendedKeyUsage", new SignerForge { Usage = "2.5.29.37.0" }, "WrongExtendedKeyUsage");
        yield return By(Area + "a-signer-without-a-province", "A signer without a state where its anchor has one", new SignerForge { State = null }, "StateMismatch", "IssuingJurisdictionMismatch");
        yield return Of(Area + "a-byte-behind-the-certificate", "A byte behind the certificate", scene => scene.Certificate = [.. scene.Certificate, 0], "CertificateMalformed", "SignerNotListed");
        yield return Of(Area + "an-empty-certificate", "A certificate of no bytes", scene => scene.Certificate = [], "CertificateMalformed", "CertificateMissing", "WrongStructure");
        yield return Of(Area + "five-certificates", "Five certificates", scene => scene.MoreCertificates.AddRange(Enumerable.Repeat(scene.Certificate, 4)), "ChainNotLeafOnly", "WrongStructure", "CertificateMissing", "TooDeep");
        yield return Of(Area + "the-certificate-twice", "The signer's certificate twice", scene => scene.MoreCertificates.Add(scene.Certificate), "ChainNotLeafOnly");
        yield return Of(Area + "the-anchor-in-the-signer-s-place", "The anchor's own certificate alone", scene => (scene.Certificate, scene.SignerKey) = (scene.Home.Iaca, scene.Home.IacaKey), "SignedByAnchor", "SignerIsAuthority", "WrongExtendedKeyUsage", "WrongKeyUsage", "CertificateTooLong", "SignerNotListed", "CertificateSignatureInvalid", "KeyIdentifierMismatch");
        yield return Of(Area + "a-signer-under-another-signer", "A signer that a document signer issued", scene =>
        {
            var key = TestKeys.Create(SignatureAlgorithm.ES256);
            scene.Certificate = new SignerForge().Under(key.PublicKey.SubjectPublicKeyInfo.Span, scene.Home.SignerCertificate, scene.Home.SignerKey);
            scene.SignerKey = key;
        }, "UnknownIssuer", "CertificateSignatureInvalid", "KeyIdentifierMismatch", "SignerNotListed") with { Severity = Severity.Critical };
    }

    private static IEnumerable<SceneCase> Device()
    {
        const string Area = "mdoc/device/", Granted = Area + "an-element-that-the-issuer-lets-it-sign";
        yield return Of(Granted, "The device signs an element that the issuer lets it sign", scene => Element(scene, new CborMap { ["dataElements"] = new CborMap { [MdocNames.NationalNamespace] = new CborList { Items = { CborNode.Text("x_note") } } } }));
        yield return Of(Area + "a-namespace-that-the-issuer-lets-it-sign", "The device signs an element of a namespace that the issuer lets it sign", scene => Element(scene, new CborMap { ["nameSpaces"] = new CborList { Items = { CborNode.Text(MdocNames.NationalNamespace) } } }));
        yield return Of(Area + "an-element-beside-the-one-it-may-sign", "The device may sign another element", scene => Element(scene, new CborMap { ["dataElements"] = new CborMap { [MdocNames.NationalNamespace] = new CborList { Items = { CborNode.Text("x_other") } } } }), "DeviceElementNotAuthorised") with { Twin = Granted };
        yield return Of(Area + "an-element-of-another-namespace", "The device may sign this element in another namespace", scene => Element(scene, new CborMap { ["dataElements"] = new CborMap { [MdocNames.IsoNamespace] = new CborList { Items = { CborNode.Text("x_note") } } } }), "DeviceElementNotAuthorised") with { Twin = Granted };
        yield return Of(Area + "an-element-put-in-after-signing", "An element that stands in the device's part and was not signed", scene =>
        {
            Element(scene, new CborMap { ["nameSpaces"] = new CborList { Items = { CborNode.Text(MdocNames.NationalNamespace) } } });
            scene.Document = document => document.Map("deviceSigned")["nameSpaces"] = CborNode.Embed(new CborMap { [MdocNames.NationalNamespace] = new CborMap { ["x_note"] = CborNode.Text("changed") } });
        }, "DeviceSignatureInvalid") with { Twin = Granted };
        yield return Of(Area + "signed-with-its-content-inside", "A device signature that carries its content", scene => scene.Document = document => Signature(document)[2] = CborNode.Bytes("anything"u8), "DeviceSignatureInvalid", "WrongStructure");
        yield return Of(Area + "signed-by-the-issuer", "The issuer's signature in the device's place", scene => scene.Document = document => document.Map("deviceSigned").Map("deviceAuth")["deviceSignature"] = document.Map("issuerSigned")["issuerAuth"], "DeviceSignatureInvalid", "WrongStructure");
        yield return Of(Area + "the-signature-as-a-mac", "A device signature under the name of a MAC", scene => scene.Document = document => document.Map("deviceSigned")["deviceAuth"] = new CborMap { ["deviceMac"] = Signature(document) }, "DeviceMacInvalid", "WrongStructure", "AlgorithmUnknown", "MacKeyMissing");
        yield return Of(Area + "device-signed-empty", "An empty deviceSigned", scene => scene.Document = document => document["deviceSigned"] = new CborMap(), "WrongStructure", "DeviceSignedMissing", "DeviceAuthAmbiguous");
        yield return Of(Area + "a-key-on-p-384", "A device key that names P-384", scene => Key(scene, key => key.Pairs[1] = (key.Pairs[1].Key, CborNode.Number(2))), "DeviceKeyInvalid");
        yield return Of(Area + "a-key-of-another-type", "A device key that names OKP", scene => Key(scene, key => key.Pairs[0] = (key.Pairs[0].Key, CborNode.Number(1))), "DeviceKeyInvalid");
        yield return Of(Area + "a-key-without-its-point", "A device key without y", scene => Key(scene, key => key.Pairs.RemoveAt(3)), "DeviceKeyInvalid", "WrongStructure");
        yield return Of(Area + "a-key-of-zeros", "A device key at the point of zeros", scene => Key(scene, key =>
        {
            key.Pairs[2] = (key.Pairs[2].Key, CborNode.Bytes(new byte[32]));
            key.Pairs[3] = (key.Pairs[3].Key, CborNode.Bytes(new byte[32]));
        }), "DeviceKeyInvalid");
        yield return Of(Area + "another-transcript-of-the-same-length", "One bit of the transcript", scene => scene.Question = request => request with { SessionTranscript = Flipped(request.SessionTranscript!.Value.ToArray()) }, "DeviceSignatureInvalid", "TranscriptMalformed");
    }

    private static SceneCase Of(string id, string title, Action<Scene> change, params ImmutableArray<string> refusal) => new(id, title, "8.2", change, refusal) { ByHand = true };

    private static SceneCase By(string id, string title, SignerForge forge, params ImmutableArray<string> refusal) => new(id, title, "6.7", scene =>
    {
        scene.SignerKey = TestKeys.Create(SignatureAlgorithm.ES256);
        scene.Certificate = forge.Under(scene.SignerKey.PublicKey.SubjectPublicKeyInfo.Span, scene.Home.Iaca, scene.Home.IacaKey);
        scene.Anchors = [scene.Home.Iaca];
    }, refusal)
    { ByHand = true, Features = [Feature.Authorities], Twin = refusal.IsEmpty ? "mdoc/honest/device-response" : "mdoc/certificates/a-signer-valid-for-457-days" };

    private static void Date(Scene scene, string member, DateTimeOffset at) =>
        scene.SecurityObject = mso => mso.Map("validityInfo")[member] = new CborTagged(0, CborNode.Text(TrustList.Format.Encoding.Instants.Format(at)));

    private static void OneItem(Scene scene, string algorithm, Func<byte[], byte[]> hash)
    {
        var item = CborNode.Embed(new CborMap
        {
            ["digestID"] = CborNode.Number(1_000),
            ["random"] = CborNode.Bytes(new byte[16]),
            ["elementIdentifier"] = CborNode.Text("given_name_national_character"),
            ["elementValue"] = CborNode.Text("Test"),
        });
        scene.SecurityObject = mso =>
        {
            mso["digestAlgorithm"] = CborNode.Text(algorithm);
            mso["valueDigests"] = new CborMap { [MdocNames.IsoNamespace] = new CborMap { Pairs = { (CborNode.Number(1_000), CborNode.Bytes(hash(item.Encode()))) } } };
        };
        scene.IssuerSigned = issued => issued["nameSpaces"] = new CborMap { [MdocNames.IsoNamespace] = new CborList { Items = { item } } };
    }

    private static void Element(Scene scene, CborMap authorizations)
    {
        scene.SecurityObject = mso => mso.Map("deviceKeyInfo")["keyAuthorizations"] = authorizations;
        scene.DeviceElements[MdocNames.NationalNamespace] = new CborMap { ["x_note"] = CborNode.Text("signed by the device") };
    }

    private static void Key(Scene scene, Action<CborMap> change) => scene.SecurityObject = mso => change((CborMap)mso.Map("deviceKeyInfo")["deviceKey"]);

    private static CborList Signature(CborMap document) => (CborList)document.Map("deviceSigned").Map("deviceAuth")["deviceSignature"];

    private static byte[] Flipped(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];
}
