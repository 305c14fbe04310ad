using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Testing.Credentials;

namespace Conformance.Areas;

/// <summary>What only one of the two forms of a status list token has.</summary>
internal static class StatusFormCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Cwt().Select(change => change.As(jwt: false)), .. Jwt().Select(change => change.As(jwt: true))];

    private static IEnumerable<StatusChange> Cwt()
    {
        yield return new("key-id-unprotected", "kid is read from either header", "3.3", (token, scene) =>
        {
            token.KeyId = null;
            token.Headers = (_, open) => open.Pairs.Add((CborNode.Number(4), CborNode.Bytes(Encoding.UTF8.GetBytes(scene.Home.StatusKey.PublicKey.Thumbprint))));
        });
        yield return new("unknown-header", "A header that nobody knows is passed over", "3.3", (token, _) => token.Headers = (guarded, _) => guarded.Pairs.Add((CborNode.Number(-70_000), CborNode.Number(1))));
        yield return new("list-in-chunks", "The list as a byte string of indefinite length", "2.2", (token, _) => token.Content = claims => List(claims)["lst"] = new CborLeaf([0x5F, .. List(claims)["lst"].Encode(), 0xFF]));
        yield return new("longer-number", "iat in eight bytes, which are longer than needed", "2.2", (token, _) => token.Content = claims => Replace(claims, 6, bytes => [0x1B, 0, 0, 0, 0, .. bytes[1..]]));

        yield return new("algorithm-unprotected", "alg in the unprotected header", "3.3", (token, _) => token.Headers = (guarded, open) =>
        {
            open.Pairs.Add(guarded.Pairs[0]);
            guarded.Pairs.RemoveAt(0);
        }, "Malformed", "BadSignature");
        yield return new("algorithm-in-both", "alg in both headers", "3.3", (token, _) => token.Headers = (guarded, open) => open.Pairs.Add(guarded.Pairs[0]), "Malformed");
        yield return new("without-algorithm", "No alg", "3.3", (token, _) => token.Headers = (guarded, _) => guarded.Pairs.RemoveAt(0), "Malformed", "BadSignature");
        yield return new("another-algorithm", "alg -8 (EdDSA) with an ES256 signature", "3.3", (token, _) => token.Headers = (guarded, _) => guarded.Pairs[0] = (CborNode.Number(1), CborNode.Number(-8)), "BadSignature", "Malformed");
        yield return new("algorithm-as-text", "alg as the text ES256", "3.3", (token, _) => token.Headers = (guarded, _) => guarded.Pairs[0] = (CborNode.Number(1), CborNode.Text("ES256")), "Malformed", "BadSignature") { Severity = Severity.Medium };
        yield return new("critical-header", "crit", "3.3", (token, _) => token.Headers = (guarded, _) =>
        {
            guarded.Pairs.Add((CborNode.Number(2), new CborList { Items = { CborNode.Number(-70_000) } }));
            guarded.Pairs.Add((CborNode.Number(-70_000), CborNode.Number(1)));
        }, "Malformed");
        yield return new("header-twice", "kid twice in one header", "3.3", (token, _) => token.Headers = (guarded, _) => guarded.Pairs.Add(guarded.Pairs[1]), "Malformed");
        yield return new("header-in-both", "kid in both headers", "3.3", (token, _) => token.Headers = (guarded, open) => open.Pairs.Add(guarded.Pairs[1]), "Malformed");
        yield return new("seventeen-headers", "17 headers", "3.3", (token, _) => token.Headers = (guarded, _) =>
        {
            for (var i = 0; i < 14; i++)
                guarded.Pairs.Add((CborNode.Number(-70_000 - i), CborNode.Number(1)));
        }, "Malformed") { Severity = Severity.Low };
        yield return new("detached", "The content is left out", "3.3", (token, _) => token.Parts = parts => parts[2] = CborNode.Null(), "Malformed", "BadSignature");
        yield return new("five-parts", "An array of five", "3.3", (token, _) => token.Parts = parts => parts.Items.Add(CborNode.Null()), "Malformed");
        yield return new("another-tag", "Tag 17 in place of 18", "3.3", (token, _) => token.Token = bytes => [0xD1, .. bytes[1..]], "Malformed");
        yield return new("byte-behind-it", "A byte behind the token", "2.2", (token, _) => token.Token = bytes => [.. bytes, 0], "Malformed") { Severity = Severity.Medium };
        yield return new("cut-short", "The token without its last byte", "2.2", (token, _) => token.Token = bytes => bytes[..^1], "Malformed");
        yield return new("nothing", "No bytes", "2.2", (token, _) => token.Token = _ => [], "Malformed");
        yield return new("claim-twice", "iat twice", "2.2", (token, _) => token.Content = claims => claims.Pairs.Add(claims.Pairs[1]), "Malformed");
        yield return new("claim-label-in-longer-form", "A label that is longer than needed", "2.2", (token, _) => token.Content = claims => claims.Pairs[1] = (new CborLeaf([0x18, 0x06]), claims.Pairs[1].Value), "Malformed") { Severity = Severity.Medium };
        yield return new("claims-that-are-an-array", "Claims in an array", "7.4", (token, _) => token.Parts = parts => parts[2] = CborNode.Bytes([0x80]), "Malformed", "BadSignature");
        yield return new("byte-behind-the-claims", "A byte behind the claims, signed", "2.2", (token, _) => token.Payload = claims => [.. claims, 0x00], "Malformed") { Severity = Severity.Medium };
        yield return new("entries-as-text", "lst as text", "7.4", (token, _) => token.Content = claims => List(claims)["lst"] = CborNode.Text(Base64UrlText.Encode(List(claims)["lst"].ToBytes())), "Malformed");
        yield return new("too-long", "2,000,001 bytes", "1.2", (token, _) => token.Content = claims => claims.Pairs.Add((CborNode.Text("x-test"), CborNode.Bytes(new byte[2_000_000]))), "Malformed", "TooLarge") { Severity = Severity.Medium };
        yield return new("a-list-as-jwt-bytes", "The JWT form under the type of the CWT form", "7.4", (token, scene) => token.Token = _ => new StatusToken(scene).Write(asJwt: true), "Malformed") { Severity = Severity.Low };
    }

    private static IEnumerable<StatusChange> Jwt()
    {
        yield return new("white-space-and-escapes", "Another spelling of the same JSON", "3.4", (token, _) => token.Text = text => text.Replace("\"iat\":", " \"\\u0069at\" :\n\t", StringComparison.Ordinal));
        yield return new("unknown-header", "A header that nobody knows is passed over", "3.4", (token, _) => token.Header = header => header["x-test"] = 1);

        yield return new("algorithm-none", "alg none and no signature", "3.4", (token, _) => (token.Header, token.Seal) = (header => header["alg"] = "none", (_, _) => []), "BadSignature", "Malformed") { Severity = Severity.Critical };
        yield return new("algorithm-none-over-a-signature", "alg none and a good signature", "3.4", (token, _) => token.Header = header => header["alg"] = "none", "BadSignature", "Malformed") { Severity = Severity.Medium };
        yield return new("mac-with-the-public-key", "alg HS256: the public key's bytes as a secret", "3.4", (token, scene) =>
        {
            token.Header = header => header["alg"] = "HS256";
            token.Seal = (_, covered) => HMACSHA256.HashData(scene.Home.StatusKey.PublicKey.SubjectPublicKeyInfo.Span, covered);
        }, "BadSignature", "Malformed") { Severity = Severity.Critical };
        yield return new("mac-with-the-public-key-as-pem", "alg HS256: the public key's PEM text as a secret", "3.4", (token, scene) =>
        {
            token.Header = header => header["alg"] = "HS256";
            token.Seal = (_, covered) => HMACSHA256.HashData(Encoding.ASCII.GetBytes(scene.Home.StatusKey.PublicKey.ToPem()), covered);
        }, "BadSignature", "Malformed") { Severity = Severity.Critical };
        yield return new("another-algorithm", "alg ES384 with an ES256 signature", "3.4", (token, _) => token.Header = header => header["alg"] = "ES384", "BadSignature", "Malformed");
        yield return new("without-algorithm", "No alg", "3.4", (token, _) => token.Header = header => header.Remove("alg"), "BadSignature", "Malformed");
        yield return new("algorithm-in-small-letters", "alg es256", "3.4", (token, _) => token.Header = header => header["alg"] = "es256", "BadSignature", "Malformed") { Severity = Severity.Medium };
        yield return new("critical-header", "crit", "3.4", (token, _) => token.Header = header => (header["crit"], header["x-test"]) = (new System.Text.Json.Nodes.JsonArray("x-test"), 1), "Malformed");
        yield return new("claim-twice", "exp twice, the later one later", "2.1", (token, _) => token.Text = text => text[..^1] + ",\"exp\":4102444800}", "Malformed");
        yield return new("comment", "A comment in the claims", "2.1", (token, _) => token.Text = text => "/* */" + text, "Malformed") { Severity = Severity.Medium };
        yield return new("trailing-comma", "A comma too many", "2.1", (token, _) => token.Text = text => text[..^1] + ",}", "Malformed") { Severity = Severity.Medium };
        yield return new("object-behind-the-claims", "A second object", "2.1", (token, _) => token.Text = text => text + "{}", "Malformed") { Severity = Severity.Medium };
        yield return new("exponent-in-issue", "iat with an exponent", "7.4", (token, _) => token.Text = text => text.Replace(",\"exp\"", "e0,\"exp\"", StringComparison.Ordinal), "Malformed") { Severity = Severity.Medium };
        yield return new("padded-entries", "lst with padding", "1.1", (token, _) => token.List["lst"] = Convert.ToBase64String((byte[])token.List["lst"]!).Replace('+', '-').Replace('/', '_') is var text && text.EndsWith('=') ? text : text + "=", "Malformed") { Severity = Severity.Low };
        yield return new("white-space-in-the-entries", "lst with a space", "1.1", (token, _) => token.List["lst"] = Base64UrlText.Encode((byte[])token.List["lst"]!).Insert(4, " "), "Malformed") { Severity = Severity.Low };
        yield return new("four-parts", "Four parts", "3.4", (token, _) => token.Token = bytes => [.. bytes, (byte)'.', (byte)'A', (byte)'A'], "Malformed");
        yield return new("padded-signature", "A signature with padding", "1.1", (token, _) => token.Token = bytes => [.. bytes, (byte)'=', (byte)'='], "Malformed", "BadSignature") { Severity = Severity.Low };
        yield return new("cut-short", "No signature part", "3.4", (token, _) => token.Token = bytes => bytes[..bytes.AsSpan().LastIndexOf((byte)'.')], "Malformed") { Severity = Severity.Critical };
    }

    private static CborMap List(CborMap claims) => (CborMap)claims.Pairs[^1].Value;

    private static void Replace(CborMap claims, int label, Func<byte[], byte[]> change)
    {
        var at = claims.Pairs.FindIndex(pair => pair.Key.Encode() is [var only] && only == label);
        claims.Pairs[at] = (claims.Pairs[at].Key, new CborLeaf(change(claims.Pairs[at].Value.Encode())));
    }
}
