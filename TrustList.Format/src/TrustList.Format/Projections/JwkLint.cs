using System.Collections.Frozen;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using static TrustList.Format.Projections.JwksLint;

namespace TrustList.Format.Projections;

/// <summary>The rules for one JWK (RFC 7517 §4, RFC 7518 §6, RFC 8037).</summary>
internal static class JwkLint
{
    private const int LeastRsaBytes = 256;

    private static readonly FrozenDictionary<string, (string KeyType, int Bytes, string Algorithm)> Curves =
        new Dictionary<string, (string, int, string)>
        {
            ["P-256"] = ("EC", 32, "ES256"),
            ["P-384"] = ("EC", 48, "ES384"),
            ["P-521"] = ("EC", 66, "ES512"),
            ["Ed25519"] = ("OKP", 32, "EdDSA"),
        }.ToFrozenDictionary();

    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "k", "oth"];

    /// <summary>Checks a key; gives its material where that is readable, to compare with others.</summary>
    public static string? Check(JsonObject jwk, string where, DateTimeOffset at, LintFindings findings)
    {
        foreach (var name in PrivateMembers.Where(jwk.ContainsKey))
            findings.Add(LintRule.PrivateKey, $"{where}.{name}");
        if (Text(jwk, "region") is { } region && !RegionCode.IsValid(region))
            findings.Add(LintRule.RegionCode, $"{where}.region", region);
        if (Text(jwk, "iso3166") is { } iso && !CertificateLint.IsSubdivision(iso))
            findings.Add(LintRule.RegionCode, $"{where}.iso3166", iso);
        var key = Text(jwk, "kty") switch
        {
            "EC" or "OKP" => CheckCurve(jwk, where, findings),
            "RSA" => CheckRsa(jwk, where, findings),
            var kind => Unknown(kind, where, findings),
        };
        if (jwk["x5c"] is { } chain)
            CheckCertificate(jwk, chain, key, where, at, findings);
        return key is null ? null : Convert.ToHexString(key);
    }

    private static byte[]? CheckCurve(JsonObject jwk, string where, LintFindings findings)
    {
        var name = Text(jwk, "crv") ?? "none";
        if (!Curves.TryGetValue(name, out var curve) || Text(jwk, "kty") != curve.KeyType)
        {
            findings.Add(LintRule.CurveName, $"{where}.crv", name);
            return null;
        }
        if (Text(jwk, "alg") is { } algorithm && algorithm != curve.Algorithm)
            findings.Add(LintRule.AlgorithmName, $"{where}.alg", algorithm);
        var x = Number(jwk, "x", curve.Bytes, where, findings);
        var y = curve.KeyType == "EC" ? Number(jwk, "y", curve.Bytes, where, findings) : [];
        if (x is null || y is null)
            return null;
        var onCurve = name switch
        {
            "P-256" => PublicKey.FromEcPoint(x, y).Ok,
            "Ed25519" => PublicKey.FromEd25519(x).Ok,
            _ => true, // known by name and length alone
        };
        if (onCurve)
            return [.. x, .. y];
        findings.Add(LintRule.PointNotOnCurve, where, name);
        return null;
    }

    private static byte[]? CheckRsa(JsonObject jwk, string where, LintFindings findings)
    {
        var modulus = Number(jwk, "n", null, where, findings);
        if (Number(jwk, "e", null, where, findings) is null || modulus is null)
            return null;
        if (modulus.Length < LeastRsaBytes)
            findings.Add(LintRule.WeakKey, $"{where}.n", $"{modulus.Length * 8} bits");
        return modulus;
    }

    private static byte[]? Unknown(string? kind, string where, LintFindings findings)
    {
        findings.Add(LintRule.KeyType, $"{where}.kty", kind ?? "none");
        return null;
    }

    /// <summary>A number in base64url. Where only its spelling is wrong, both the spelling and the length are reported.</summary>
    private static byte[]? Number(JsonObject jwk, string name, int? length, string where, LintFindings findings)
    {
        var text = Text(jwk, name) ?? string.Empty;
        if (!Base64UrlText.TryDecode(text, out var bytes) || text.Length == 0)
        {
            findings.Add(LintRule.CoordinateEncoding, $"{where}.{name}");
            if (text.Length == 0 || !Base64UrlText.TryDecode(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out bytes))
                return null;
        }
        if (length is null || bytes.Length == length)
            return bytes;
        findings.Add(LintRule.CoordinateLength, $"{where}.{name}", $"{bytes.Length} bytes for {length}");
        return null;
    }

    private static void CheckCertificate(JsonObject jwk, JsonNode chain, byte[]? key, string where, DateTimeOffset at, LintFindings findings)
    {
        where += ".x5c[0]";
        var text = chain is JsonArray { Count: > 0 } items && items[0] is JsonValue first && first.TryGetValue(out string? value) ? value : string.Empty;
        var der = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, der, out var length) || CertificateLint.Read(der.AsMemory(0, length), where, findings) is not { } facts)
        {
            if (length == 0)
                findings.Add(LintRule.CertificateUnreadable, where);
            return;
        }
        CertificateLint.Check(facts, where, at, findings, CertificateLint.X509Curves);
        if (key is not null && !facts.Spki.Span.EndsWith(key) && Text(jwk, "kty") != "RSA")
            findings.Add(LintRule.CertificateOfOtherKey, where);
        if (Text(jwk, "x5t#S256") is { } print && print != Base64UrlText.Encode(Convert.FromHexString(facts.Thumbprint)))
            findings.Add(LintRule.DiffersFromCertificate, $"{where} x5t#S256");
        if (Text(jwk, "iso3166") is { } iso && iso != facts.State)
            findings.Add(LintRule.State, where, $"{iso} for {facts.State}");
    }
}
