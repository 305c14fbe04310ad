using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Signing;

namespace RegionNode.Gateway.Parties;

/// <summary>
/// A client assertion (SPEC.md §5.12): a JWT as compact JWS, of well-formed header and claims. Nothing is proved until
/// <see cref="IsSignedBy"/>. A member that is not known is refused: it might mean to restrict.
/// </summary>
internal sealed class ClientAssertion
{
    /// <summary>The longest time from <c>iat</c> to <c>exp</c>.</summary>
    public static readonly TimeSpan MostLife = TimeSpan.FromMinutes(5);

    private const string Scheme = "Bearer ";
    private const int MostCharacters = 4096;
    private const long LastSecond = 253_402_300_799; // 9999-12-31T23:59:59Z
    private static readonly string[] HeaderMembers = ["alg", "typ", "kid"];
    private static readonly string[] ClaimNames = ["iss", "sub", "aud", "iat", "exp", "jti"];
    private readonly JwsCompact _jws;

    private ClientAssertion(JwsCompact jws) => _jws = jws;

    /// <summary>Whose it says it is: CODE/id.</summary>
    public required string Party { get; init; }

    /// <summary>Which gateway it is for.</summary>
    public required string Audience { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it counts.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Its own name, once for each party.</summary>
    public required string Id { get; init; }

    /// <summary>Reads the assertion of an <c>Authorization</c> header.</summary>
    public static (ClientAssertion? Assertion, AssertionRefusal Refusal) Read(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (null, AssertionRefusal.Malformed);
        var parsed = JwsCompact.Parse(header[Scheme.Length..], MostCharacters);
        if (!parsed.Ok || parsed.Value.Header.Any(member => !HeaderMembers.Contains(member.Key))) return (null, AssertionRefusal.Malformed);
        if (Text(parsed.Value.Header, "alg") != "ES256") return (null, AssertionRefusal.Algorithm);
        var claims = parsed.Value.Payload;
        return claims.All(claim => ClaimNames.Contains(claim.Key))
            && Text(claims, "iss") is { } party && Text(claims, "aud") is { } audience && Text(claims, "jti") is { } id && IsId(id)
            && Instant(claims, "iat") is { } issued && Instant(claims, "exp") is { } expires
            && (!claims.ContainsKey("sub") || Text(claims, "sub") == party)
            ? (new ClientAssertion(parsed.Value) { Party = party, Audience = audience, IssuedAt = issued, Expires = expires, Id = id }, default)
            : (null, AssertionRefusal.Malformed);
    }

    /// <summary>Whether this key made its signature.</summary>
    public bool IsSignedBy(PublicKey key) => _jws.Verify(key);

    private static bool IsId(string id) => id.Length is >= 16 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DateTimeOffset? Instant(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<long>(out var seconds) && seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
