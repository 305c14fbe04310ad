using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>Lints a JWK set (RFC 7517).</summary>
internal static class JwksLint
{
    public static LintReport Check(ReadOnlyMemory<byte> file, DateTimeOffset at)
    {
        var parsed = CanonicalJson.Parse(file.Span, ProjectionLint.MostBytes);
        if (!parsed.Ok)
            return LintFindings.Unreadable(LintKind.Jwks, $"{parsed.Fault}: {parsed.Detail}");
        if (parsed.Value["keys"] is not JsonArray keys)
            return LintFindings.Unreadable(LintKind.Jwks, "no array \"keys\"");
        if (keys.Count > Limits.ProjectedCertificates)
            return LintFindings.Unreadable(LintKind.Jwks, $"more than {Limits.ProjectedCertificates} keys");
        var findings = new LintFindings();
        var (names, material) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < keys.Count; i++)
        {
            var where = $"keys[{i}]";
            if (keys[i] is not JsonObject jwk)
            {
                findings.Add(LintRule.KeyType, where);
                continue;
            }
            if (Text(jwk, "kid") is not { Length: > 0 } name)
                findings.Add(LintRule.KeyIdMissing, where);
            else if (!names.Add(name))
                findings.Add(LintRule.DuplicateKeyId, $"{where}.kid", name);
            if (JwkLint.Check(jwk, where, at, findings) is { } key && !material.Add(key))
                findings.Add(LintRule.Duplicate, where);
        }
        return findings.Report(LintKind.Jwks, keys.Count);
    }

    /// <summary>A member that is text, else null.</summary>
    public static string? Text(JsonObject jwk, string name) =>
        jwk[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
