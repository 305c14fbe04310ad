using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Forgeries of the security object and its items (2xx).</summary>
internal static class SecurityObjectForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("signed for another document type", Reason.DocTypeMismatch, scene => scene.SecurityObject = mso => mso["docType"] = CborNode.Text("org.iso.18013.5.1.other"))
        {
            Besides = [Reason.DocTypeNotAllowed, Reason.NotRecognised],
        },
        new("signed for another document type, an anchor given by hand", Reason.DocTypeMismatch, scene =>
        {
            scene.Anchors = [scene.Home.Iaca];
            scene.SecurityObject = mso => mso["docType"] = CborNode.Text("org.iso.18013.5.1.other");
        }),
        new("security object of version 1.1", Reason.MsoVersion, scene => scene.SecurityObject = mso => mso["version"] = CborNode.Text("1.1")),
        new("digests by SHA-1", Reason.DigestAlgorithm, scene => scene.SecurityObject = mso => mso["digestAlgorithm"] = CborNode.Text("SHA-1")),
        new("digests by a shorter function than named", Reason.DigestMismatch, scene => scene.SecurityObject = mso => mso["digestAlgorithm"] = CborNode.Text("SHA-512")),
        new("a digest left out", Reason.DigestMissing, scene => scene.SecurityObject = mso => Digests(mso).Pairs.RemoveAt(0)),
        new("one letter of the name", Reason.DigestMismatch, scene => scene.IssuerSigned = issued =>
            EncodingForgeries.ChangeItem(issued, item => item["elementValue"] = CborNode.Text("另一人"))),
        new("one bit of the salt", Reason.DigestMismatch, scene => scene.IssuerSigned = issued => EncodingForgeries.ChangeItem(issued, item =>
        {
            var salt = item["random"].ToBytes();
            salt[0] ^= 1;
            item["random"] = CborNode.Bytes(salt);
        })),
        new("an item twice", Reason.DuplicateItem, scene => scene.IssuerSigned = issued => Items(issued).Items.Add(Items(issued)[0])),
        new("a salt of 15 bytes", Reason.SaltTooShort, scene =>
        {
            var item = new CborMap
            {
                ["digestID"] = CborNode.Number(0),
                ["random"] = CborNode.Bytes(new byte[15]),
                ["elementIdentifier"] = CborNode.Text("family_name"),
                ["elementValue"] = CborNode.Text("短盐"),
            };
            var digest = SHA256.HashData(CborNode.Embed(item).Encode());
            scene.SecurityObject = mso => Digests(mso).Pairs[0] = (CborNode.Number(0), CborNode.Bytes(digest));
            scene.IssuerSigned = issued =>
            {
                Items(issued).Items.Clear();
                Items(issued).Items.Add(CborNode.Embed(item));
            };
        }),
        new("a namespace that was not signed", Reason.NamespaceNotListed, scene => scene.IssuerSigned = issued =>
        {
            var namespaces = issued.Map("nameSpaces");
            namespaces["test.unsigned.1"] = Items(issued);
            namespaces.Remove(MdocNames.IsoNamespace);
        }),
        new("shown before its validity", Reason.NotYetValid, scene => scene.Issue = scene.Issue with { ValidFrom = Scene.Shown.AddSeconds(1) }),
        new("shown at its end", Reason.Expired, scene => scene.Issue = scene.Issue with { ValidUntil = Scene.Shown }),
        new("signed after its validity began", Reason.ValidityInconsistent, scene => scene.SecurityObject = mso =>
            mso.Map("validityInfo")["signed"] = new CborTagged(0, CborNode.Text("2020-07-10T00:00:00Z"))),
        new("signed before its certificate", Reason.SignedOutsideCertificate, scene =>
        {
            scene.Anchors = [scene.Home.Iaca];
            scene.SecurityObject = mso => mso.Map("validityInfo")["signed"] = new CborTagged(0, CborNode.Text("2020-05-01T00:00:00Z"));
        }),
        new("signed by another key than the certificate's", Reason.IssuerSignatureInvalid, scene => scene.SignerKey = scene.DeviceKey),
        new("one bit of the issuer's signature", Reason.IssuerSignatureInvalid, scene => scene.IssuerAuth = parts =>
        {
            var signature = parts[3].ToBytes();
            signature[40] ^= 0x10;
            parts[3] = CborNode.Bytes(signature);
        }),
        new("a digest changed after signing", Reason.IssuerSignatureInvalid, scene => scene.IssuerAuth = parts =>
        {
            var mso = (CborMap)CborNode.Parse(parts[2].ToBytes()).Unembed();
            mso["deviceKeyInfo"] = new CborMap { ["deviceKey"] = mso.Map("deviceKeyInfo")["deviceKey"], ["x"] = CborNode.Number(1) };
            parts[2] = CborNode.Bytes(CborNode.Embed(mso).Encode());
        }),
    ];

    private static CborMap Digests(CborMap mso) => mso.Map("valueDigests").Map(MdocNames.IsoNamespace);

    private static CborList Items(CborMap issuerSigned) => (CborList)issuerSigned.Map("nameSpaces")[MdocNames.IsoNamespace];
}
