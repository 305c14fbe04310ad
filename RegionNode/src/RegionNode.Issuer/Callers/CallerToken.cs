using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Api;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// A token of a province's system for a person: a JWT (RFC 7519) as compact JWS, of well-formed header and claims. Nothing is proved
/// until <see cref="IsSignedBy"/>. Header: <c>alg</c>, and <c>typ</c> and <c>kid</c> that count for nothing. Claims: <c>iss</c> (the system),
/// <c>sub</c> (the person), <c>aud</c> (this node), <c>scope</c> (roles, lower case, one space between), <c>iat</c>, <c>exp</c>, <c>jti</c>, and where wanted
/// <c>nbf</c> and <c>cnf</c> with <c>x5t#S256</c> (RFC 8705, 3.1). Any other member is refused: it might mean to restrict.
/// </summary>
internal sealed class CallerToken
{
    /// <summary>The longest time from <c>iat</c> to <c>exp</c>.</summary>
    internal static readonly TimeSpan MostLife = TimeSpan.FromMinutes(5);
    private const int MostCharacters = 2048;
    private const int MostName = 64;
    private const string Algorithm = "ES256";
    private static readonly string[] HeaderMembers = ["alg", "typ", "kid"];
    private static readonly string[] ClaimNames = ["iss", "sub", "aud", "scope", "iat", "exp", "jti", "nbf", "cnf"];
    private readonly JwsCompact jws;

    private CallerToken(JwsCompact jws) => this.jws = jws;

    internal required string System { get; init; }
    internal required string Subject { get; init; }
    internal required string Audience { get; init; }
    internal required ImmutableHashSet<Role> Roles { get; init; }
    internal required DateTimeOffset IssuedAt { get; init; }
    internal required DateTimeOffset Expires { get; init; }
    internal required string Id { get; init; }
    internal DateTimeOffset? NotBefore { get; init; }

    /// <summary>The SHA-256 of the one certificate (DER) that may bring it, base64url; null: whichever.</summary>
    internal string? Certificate { get; init; }

    /// <summary>Reads a token.</summary>
    internal static (CallerToken? Token, TokenRefusal Refusal) Read(string compact)
    {
        var parsed = JwsCompact.Parse(compact, MostCharacters);
        if (!parsed.Ok || parsed.Value.Header.Any(member => !HeaderMembers.Contains(member.Key)))
            return (null, TokenRefusal.Malformed);
        if (Text(parsed.Value.Header, "alg") != Algorithm)
            return (null, TokenRefusal.Algorithm);
        var claims = parsed.Value.Payload;
        if (claims.Any(claim => !ClaimNames.Contains(claim.Key))
            || Text(claims, "iss") is not { } system || !IsName(system) || Text(claims, "sub") is not { } subject || !IsName(subject)
            || Text(claims, "aud") is not { } audience || Text(claims, "jti") is not { } id || !IdempotencyKey.IsKey(id)
            || Text(claims, "scope") is not { } scope || Instant(claims, "iat") is not { } issued || Instant(claims, "exp") is not { } expires
            || (claims.ContainsKey("nbf") && Instant(claims, "nbf") is null) || (claims.ContainsKey("cnf") && Bound(claims) is null))
            return (null, TokenRefusal.Malformed);
        if (RoleNames.Parse(scope) is not { Count: > 0 } roles)
            return (null, TokenRefusal.Scope);
        var token = new CallerToken(parsed.Value)
        {
            System = system, Subject = subject, Audience = audience, Roles = roles, IssuedAt = issued, Expires = expires, Id = id,
            NotBefore = Instant(claims, "nbf"), Certificate = Bound(claims),
        };
        return (token, default);
    }

    internal bool IsSignedBy(PublicKey key) => key.Algorithm == SignatureAlgorithm.ES256 && jws.Verify(key);

    /// <summary>Whether the text can name a system or a person: 1 to 64 of letters, digits, <c>.</c>, <c>_</c>, <c>-</c>, <c>@</c>, ASCII.</summary>
    internal static bool IsName(string text) =>
        text.Length is >= 1 and <= MostName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@') && text[0] != '.';

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DateTimeOffset? Instant(JsonObject json, string name)
    {
        const long last = 253_402_300_799; // 9999-12-31T23:59:59Z
        return json[name] is JsonValue value && value.TryGetValue<long>(out var seconds) && seconds is >= 0 and <= last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static string? Bound(JsonObject claims) => claims["cnf"] is JsonObject { Count: 1 } cnf ? Text(cnf, "x5t#S256") : null;
}
