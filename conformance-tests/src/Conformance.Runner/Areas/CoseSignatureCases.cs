using System.Collections.Immutable;
using System.Numerics;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Signing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Forms of a COSE signature on a licence: the issuer's and the device's.</summary>
internal static class CoseSignatureCases
{
    private static readonly BigInteger P256Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
    private static readonly BigInteger Sm2Order = BigInteger.Parse("0FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. Of("issuer", Issuer, "IssuerSignatureInvalid").Concat(Of("device", Device, "DeviceSignatureInvalid")).Concat(Sm2()).Select(found => found.ToCase()),
    ];

    private static IEnumerable<SceneCase> Of(string who, Action<Scene, Action<CborList>> at, string reason)
    {
        yield return Make("s-subtracted-from-n", "n - s for s: as valid", signature => [.. signature[..32], .. Scalar(P256Order - Number(signature[32..]))]) with { Refusal = [] };
        yield return Make("r-zero", "r is 0", signature => [.. new byte[32], .. signature[32..]]);
        yield return Make("s-zero", "s is 0", signature => [.. signature[..32], .. new byte[32]]);
        yield return Make("all-zero", "64 zeros", _ => new byte[64]);
        yield return Make("r-is-n", "r is n", signature => [.. Scalar(P256Order), .. signature[32..]]);
        yield return Make("s-is-n", "s is n", signature => [.. signature[..32], .. Scalar(P256Order)]);
        yield return Make("all-ones", "64 bytes FF", _ => [.. Enumerable.Repeat((byte)0xFF, 64)]);
        yield return Make("r-and-s-exchanged", "s before r", signature => [.. signature[32..], .. signature[..32]]);
        yield return Make("byte-too-few", "63 bytes", signature => signature[..63]);
        yield return Make("byte-behind", "A zero byte behind it", signature => [.. signature, 0]);
        yield return Make("byte-before", "A zero byte before it", signature => [0, .. signature]);
        yield return Make("33-bytes-each", "r and s in 33 bytes", signature => [0, .. signature[..32], 0, .. signature[32..]]);
        yield return Make("in-der", "DER in place of P1363", Der);
        yield return Make("empty", "No bytes", _ => []);
        yield return Change("null", "null in its place", parts => parts[3] = CborNode.Null(), "WrongStructure", reason);
        yield return Change("text", "Text in its place", parts => parts[3] = CborNode.Text("signature"), "WrongStructure", reason);
        yield return Change("tagged", "The message under its tag 18: the same message", _ => { }) with { Change = scene => Tagged(scene, 18) };
        // From here on the form is wrong and the signature good: nothing forged is taken with it.
        yield return Change("under-another-tag", "The message under tag 17", _ => { }, "WrongStructure", "NotCbor") with { Severity = Severity.Medium, Change = scene => Tagged(scene, 17) };
        yield return Change("five-parts", "An array of five", parts => parts.Items.Add(CborNode.Null()), "WrongStructure") with { Severity = Severity.Medium };
        yield return Change("three-parts", "An array of three", parts => parts.Items.RemoveAt(3), "WrongStructure") with { Severity = Severity.Medium };
        yield return Change("algorithm-in-both-headers", "alg in both headers", parts => ((CborMap)parts[1]).Pairs.Add((CborNode.Number(1), CborNode.Number(-7))), "AlgorithmNotProtected", "WrongStructure", "DuplicateKey") with { Severity = Severity.Medium };
        yield return Change("unknown-header", "A header that nobody knows, unprotected", parts => ((CborMap)parts[1]).Pairs.Add((CborNode.Number(-70_000), CborNode.Number(1))));
        yield return Change("header-twice", "A header twice", parts => ((CborMap)parts[1]).Pairs.AddRange(Enumerable.Repeat<(CborNode, CborNode)>((CborNode.Number(-70_000), CborNode.Number(1)), 2)), "DuplicateKey", "WrongStructure") with { Severity = Severity.Medium };
        yield return Change("critical-header", "crit, unprotected", parts => ((CborMap)parts[1]).Pairs.Add((CborNode.Number(2), new CborList { Items = { CborNode.Number(1) } })), "WrongStructure", "AlgorithmNotProtected");

        SceneCase Make(string name, string title, Func<byte[], byte[]> change) =>
            Change(name, title, parts => parts[3] = CborNode.Bytes(change(parts[3].ToBytes())), reason, "WrongStructure");

        SceneCase Change(string name, string title, Action<CborList> change, params ImmutableArray<string> refusal) =>
            new($"signatures/{who}/{name}", $"The {who}'s signature: {title}", "3.2", scene => at(scene, change), refusal) { ByHand = true, Severity = Severity.Critical };

        void Tagged(Scene scene, ulong tag)
        {
            if (who == "issuer")
                scene.IssuerSigned = issued => issued["issuerAuth"] = new CborTagged(tag, issued["issuerAuth"]);
            else
                scene.Document = document => Proof(document)["deviceSignature"] = new CborTagged(tag, Proof(document)["deviceSignature"]);
        }
    }

    private static IEnumerable<SceneCase> Sm2()
    {
        const string Honest = "signatures/sm2/licence";
        yield return new(Honest, "A licence of a region that signs with SM2", "3.1", _ => { }) { ByHand = true, Features = [Feature.Sm2], Start = Start, Severity = Severity.Critical };
        yield return Change("one-bit", "One bit of the signature", signature => [.. signature[..40], (byte)(signature[40] ^ 1), .. signature[41..]]);
        yield return Change("in-der", "DER in place of P1363", Der);
        yield return Change("s-subtracted-from-n", "n - s for s: another signature", signature => [.. signature[..32], .. Scalar(Sm2Order - Number(signature[32..]))]);
        yield return Change("r-and-s-make-n", "r + s = n", signature => [.. signature[..32], .. Scalar(Sm2Order - Number(signature[..32]))]);
        yield return Change("all-zero", "64 zeros", _ => new byte[64]);
        yield return Change("byte-behind", "A zero byte behind it", signature => [.. signature, 0]);
        yield return new("signatures/sm2/another-identifier", "An SM2 signature: for another distinguishing identifier", "3.1", scene => scene.SignerKey = new OtherIdentity((SoftwareSigner)scene.SignerKey, "8765432187654321"), "IssuerSignatureInvalid") { ByHand = true, Features = [Feature.Sm2], Start = Start, Twin = Honest };
        yield return new("signatures/sm2/no-identifier", "An SM2 signature: for an empty identifier", "3.1", scene => scene.SignerKey = new OtherIdentity((SoftwareSigner)scene.SignerKey, ""), "IssuerSignatureInvalid") { ByHand = true, Features = [Feature.Sm2], Start = Start, Twin = Honest };
        yield return new("signatures/sm2/named-es256", "alg ES256 over an SM2 signature by an SM2 key", "3.1", scene => scene.IssuerAuth = parts => Resign(parts, scene.SignerKey, -7), "IssuerSignatureInvalid", "AlgorithmUnknown", "SignerKeyUnsupported") { ByHand = true, Features = [Feature.Sm2], Start = Start, Twin = Honest };
        yield return new("signatures/sm2/es256-by-this-name", "The name of SM2 over an ES256 signature by an ES256 key", "3.1", scene => scene.IssuerAuth = parts => Resign(parts, scene.SignerKey, -66_037), "IssuerSignatureInvalid", "AlgorithmUnknown") { ByHand = true, Features = [Feature.Sm2] };
        yield return new("signatures/sm2/not-in-policy", "A licence of an algorithm that policy does not list", "5.3", scene => scene.Policy = scene.Policy with { Algorithms = ["ES256"] }, "AlgorithmNotAllowed", "SignerNotListed", "UnknownIssuer", "AnchorNotTrusted", "StatusListMissing") { Features = [Feature.Sm2], Start = Start, Twin = Honest };
        yield return new("signatures/policy/es256-not-in-policy", "A licence of ES256 where policy lists SM2 alone", "5.3", scene => scene.Policy = scene.Policy with { Algorithms = ["SM2"] }, "AlgorithmNotAllowed", "SignerNotListed", "UnknownIssuer", "AnchorNotTrusted", "StatusListMissing");

        static Scene Start() => new(SignatureAlgorithm.SM2);

        static SceneCase Change(string name, string title, Func<byte[], byte[]> change) =>
            new($"signatures/sm2/{name}", $"An SM2 signature: {title}", "3.2", scene => Issuer(scene, parts => parts[3] = CborNode.Bytes(change(parts[3].ToBytes()))), "IssuerSignatureInvalid", "WrongStructure")
            { ByHand = true, Features = [Feature.Sm2], Start = Start, Twin = Honest };
    }

    /// <summary>Signs again under another algorithm's number.</summary>
    internal static void Resign(CborList parts, ISigner signer, int algorithm)
    {
        parts[0] = CborNode.Bytes(new CborMap { Pairs = { (CborNode.Number(1), CborNode.Number(algorithm)) } }.Encode());
        Resign(parts, signer);
    }

    /// <summary>Signs again what the array now holds.</summary>
    internal static void Resign(CborList parts, ISigner signer) => parts[3] = CborNode.Bytes(signer.Sign(
        new CborList { Items = { CborNode.Text("Signature1"), parts[0], CborNode.Bytes([]), parts[2] } }.Encode(), SignatureForm.P1363));

    private static void Issuer(Scene scene, Action<CborList> change) => scene.IssuerAuth = change;

    private static void Device(Scene scene, Action<CborList> change) => scene.Document = document => change((CborList)Proof(document)["deviceSignature"]);

    private static CborMap Proof(CborMap document) => document.Map("deviceSigned").Map("deviceAuth");

    private static BigInteger Number(ReadOnlySpan<byte> scalar) => new(scalar, isUnsigned: true, isBigEndian: true);

    private static byte[] Scalar(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static byte[] Der(byte[] signature)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Number(signature[..32]));
            writer.WriteInteger(Number(signature[32..]));
        }
        return writer.Encode();
    }
}
