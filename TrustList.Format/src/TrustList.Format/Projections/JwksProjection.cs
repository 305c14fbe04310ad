using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Projections;

/// <summary>
/// The keys of a trust list as a JWK set (RFC 7517), for web programs: document signers with their certificates, and status
/// keys (SPEC.md §10.2). Coordinates are 32 bytes, leading zeros included. SM2 keys are left out and named as left out: no
/// registered <c>crv</c> or <c>alg</c> stands for them, and a private one would be read as P-256 by someone some day.
/// </summary>
public static class JwksProjection
{
    /// <summary>Every key that verifies at the instant.</summary>
    public static Projection Of(TrustState state, DateTimeOffset at)
    {
        var (shown, leftOut) = ProjectedAuthorities.Of(state, CertificateRole.DocumentSigner, at, SignatureAlgorithm.ES256);
        var keys = shown.Select(entry => SignerKey(entry.Authority, entry.Facts)).ToList();
        var without = leftOut.ToList();
        foreach (var region in state.Registry.Regions.Where(region => state.Issuers.ContainsKey(region.Code)))
            foreach (var record in state.Issuers[region.Code].StatusKeys.OrderBy(key => key.KeyId, StringComparer.Ordinal))
                if (WhyNot(state, region.Code, record, at, out var key) is { } reason)
                    without.Add(new(region.Code, record.KeyId, reason));
                else
                    keys.Add(Jwk(key!, record.KeyId, region));
        return new(CanonicalJson.EncodeText(new JsonObject { ["keys"] = new JsonArray([.. keys]) }), keys.Count, [.. without]);
    }

    private static LeftOutReason? WhyNot(TrustState state, string code, StatusKey record, DateTimeOffset at, out PublicKey? key)
    {
        key = null;
        if (state.StandingOf(code, at) != RegionStanding.Active)
            return LeftOutReason.RegionNotActive;
        if (state.Notices.OfKey(code, record.KeyId, at) is not null)
            return LeftOutReason.UnderNotice;
        key = state.FindStatusKey(code, record.KeyId, at);
        return key is null ? LeftOutReason.KeyNotInUse : key.Algorithm != SignatureAlgorithm.ES256 ? LeftOutReason.NoNameForAlgorithm : null;
    }

    private static JsonObject SignerKey(IssuerAuthority authority, CertificateFacts facts)
    {
        var jwk = Jwk(facts.Key!, authority.Certificate.Thumbprint, authority.Region);
        jwk["x5c"] = new JsonArray(Convert.ToBase64String(facts.Der.Span)); // RFC 7517 §4.7: base64, not base64url
        jwk["x5t#S256"] = Base64UrlText.Encode(Convert.FromHexString(facts.Thumbprint));
        return jwk;
    }

    private static JsonObject Jwk(PublicKey key, string keyId, RegionRecord region)
    {
        var (x, y) = key.Point;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlText.Encode(x),
            ["y"] = Base64UrlText.Encode(y),
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = keyId,
            ["region"] = region.Code,
            ["iso3166"] = region.Iso3166,
        };
    }
}
