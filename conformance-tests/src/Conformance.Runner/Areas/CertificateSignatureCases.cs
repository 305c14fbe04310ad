using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Signing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>The authority's signature on the signer's certificate: its forms, and what names its algorithm.</summary>
internal static class CertificateSignatureCases
{
    private static readonly byte[] Sha384 = [0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Cases().Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Cases()
    {
        yield return Of("one-bit", "One bit of the signature", parts => parts with { Signature = [.. parts.Signature[..^1], (byte)(parts.Signature[^1] ^ 1)] }) with { Severity = Severity.Critical };
        yield return Of("of-another-certificate", "The signature of the authority's own certificate", (parts, scene) => parts with { Signature = CertificateParts.Of(scene.Home.Iaca).Signature }) with { Severity = Severity.Critical };
        yield return Of("empty", "No bytes", parts => parts with { Signature = [] });
        yield return Of("all-zero", "64 zeros", parts => parts with { Signature = new byte[64] });
        yield return Of("in-p1363", "P1363 in place of DER", parts => parts with { Signature = P1363(parts.Signature) });
        yield return Of("byte-behind", "A byte behind s, in the sequence", parts => parts with { Signature = [0x30, (byte)(parts.Signature[1] + 1), .. parts.Signature[2..], 0] });
        yield return Of("byte-behind-it", "A zero byte behind it", parts => parts with { Signature = [.. parts.Signature, 0] });
        yield return Of("zero-before-r", "A zero before r", parts => parts with { Signature = [0x30, (byte)(parts.Signature[1] + 1), 0x02, (byte)(parts.Signature[3] + 1), 0, .. parts.Signature[4..]] });
        yield return Of("unused-bits", "A bit that is said not to count", parts => parts with { UnusedBits = 1 });
        yield return Of("another-algorithm-beside-it", "The algorithm beside the signature is not the signed one", parts => parts with { Algorithm = Sha384 });
        yield return Sm2("sm2-one-bit", "One bit of the signature", parts => parts with { Signature = [.. parts.Signature[..^1], (byte)(parts.Signature[^1] ^ 1)] });
        yield return Sm2("sm2-named-es256", "ES256 beside an SM2 signature", parts => parts with { Algorithm = [0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02] });
    }

    private static SceneCase Of(string name, string title, Func<CertificateParts, CertificateParts> change) => Of(name, title, (parts, _) => change(parts));

    private static SceneCase Of(string name, string title, Func<CertificateParts, Scene, CertificateParts> change) => new(
        $"signatures/certificate/{name}", $"The authority's signature: {title}", "3.1",
        scene => scene.Certificate = change(CertificateParts.Of(scene.Certificate), scene).Encode(),
        "CertificateSignatureInvalid", "CertificateMalformed", "SignerNotListed", "UnknownIssuer") { ByHand = true };

    private static SceneCase Sm2(string name, string title, Func<CertificateParts, CertificateParts> change) =>
        Of(name, title, change) with { Features = [Feature.Sm2], Start = () => new Scene(SignatureAlgorithm.SM2), Twin = "signatures/sm2/licence" };

    private static byte[] P1363(byte[] der)
    {
        var parts = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        return [.. Scalar(parts.ReadIntegerBytes().Span), .. Scalar(parts.ReadIntegerBytes().Span)];
    }

    private static byte[] Scalar(ReadOnlySpan<byte> number) => number.Length > 32 ? number[^32..].ToArray() : [.. new byte[32 - number.Length], .. number];
}
