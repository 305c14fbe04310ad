using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>The encodings under everything, and keys.</summary>
internal static class EncodingTargets
{
    internal static IEnumerable<FuzzTarget> All()
    {
        byte[][] json = [Bytes("""{"a":1,"b":["x",null,true,{"c":-5}],"é":"\u4e2d\n"}"""), Bytes("{}"), Bytes("""{"z":9007199254740991,"text":"示例"}""")];
        yield return new("canonical-json", bytes => Of(CanonicalJson.Parse(bytes, Limits.TargetFileBytes), CanonicalJson.EncodeText), json);
        yield return new("cbor", bytes => CborRules.CheckWellFormed(bytes) is { Ok: true } ? new("Ok") : new($"{CborRules.CheckWellFormed(bytes).Fault}"), [[0x83, 1, 0x62, 0x61, 0x62, 0xA1, 1, 0x41, 2], [0xD8, 24, 0x43, 1, 2, 3]]);
        ISigner[] signers = [TestKeys.Create(SignatureAlgorithm.ES256), TestKeys.Create(SignatureAlgorithm.SM2), TestKeys.Create(SignatureAlgorithm.Ed25519)];
        byte[][] spki = [.. signers.Select(key => key.PublicKey.SubjectPublicKeyInfo.ToArray())];
        yield return new("spki", bytes => Of(PublicKey.FromSpki(bytes), key => key.SubjectPublicKeyInfo.ToArray()), spki, Writing.Canonical);
        yield return new("key-pem", bytes => Of(PublicKey.FromPem(Text(bytes)), key => Bytes(key.ToPem())), [.. signers.Select(key => Bytes(key.PublicKey.ToPem()))]);
        yield return new("cose-key", bytes => Of(CoseKey.Decode(bytes), CoseKey.Encode), [CoseKey.Encode(signers[0].PublicKey)]); // A stranger's key may have its members in another order.
        var signed = CoseSign1.Sign(signers[0], new CoseHeaders { KeyId = new byte[] { 1, 2, 3 } }, "content"u8.ToArray());
        yield return new("cose-sign1", bytes => Of(CoseSign1.Parse(bytes)), [signed, CborOf(signed)]);
        yield return new("cose-mac0", bytes => Of(CoseMac0.Parse(bytes)), [CoseMac0.Seal(new byte[32], "content"u8.ToArray())]);
        yield return new("base45", bytes => Of(Base45.Decode(Text(bytes)), read => Bytes(Base45.Encode(read))), [Bytes(Base45.Encode("some bytes of no sense"u8)), Bytes("BB8")], Writing.Canonical);
        yield return new("qr-challenge", bytes => Of(QrText.ReadChallenge(Text(bytes)), read => Bytes(QrText.OfChallenge(read))), [Bytes(QrText.OfChallenge(new byte[16])), Bytes(QrText.OfChallenge(new byte[64]))], Writing.Canonical);
        yield return new("instant", bytes => Instants.TryParse(Text(bytes), out var at) ? new("Ok", Bytes(Instants.Format(at))) : new("Refused"), [Bytes("2020-10-12T08:00:00Z")], Writing.Canonical);
        yield return new("note-key", bytes => Of(NoteKey.Parse(Text(bytes)), key => Bytes(key.ToString())), [Bytes(new NoteKey("log.test", NoteKeyKind.Log, signers[2].PublicKey).ToString())]);
        yield return new("der-signature", bytes => new(signers[0].PublicKey.Verify("message"u8, bytes, SignatureForm.Der) ? "Ok" : "Refused", null, signers[0].PublicKey.Verify("message"u8, bytes, SignatureForm.Der) ? "message" : null),
            [signers[0].Sign("message"u8.ToArray(), SignatureForm.Der)], Fresh: true);
    }

    private static byte[] CborOf(byte[] signed) => CborNode.Parse(signed).Encode();
}
