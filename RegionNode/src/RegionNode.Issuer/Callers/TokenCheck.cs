using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// Judges the token of a request. A token bound to its connection's certificate (<c>cnf</c>) counts as often as it is brought within
/// its life; another one counts once. Without a certificate there is no connection, so a token never stands alone.
/// </summary>
internal sealed class TokenCheck(NodeOptions options, CallerKeys keys, CallerRoles roles, SpentTokens spent, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    /// <summary>
    /// How far a caller's clock may be ahead where its token counts once. What was used before this node started was made at most so
    /// much after its use: tokens that were not made later than this after the start are refused, so none counts in two runs. (While
    /// the node's own clock is not put back.)
    /// </summary>
    internal static readonly TimeSpan AheadOnce = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30); // Clocks of two machines in one province.
    private readonly long started = clock.GetUtcNow().ToUnixTimeSeconds();

    internal (CallerId? Caller, TokenRefusal Refusal) Judge(HttpContext context, X509Certificate2 certificate)
    {
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.Ordinal))
            return (null, TokenRefusal.Malformed);
        var (token, refusal) = CallerToken.Read(header[Scheme.Length..]);
        if (token is null)
            return (null, refusal);
        return Refusal(token, certificate) is { } found ? (null, found) : (CallerId.OfToken(token), default);
    }

    private TokenRefusal? Refusal(CallerToken token, X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow();
        if (!keys.Of(token.System).Any(token.IsSignedBy))
            return TokenRefusal.Signature;
        if (token.Audience.TrimEnd('/') != options.Audience.TrimEnd('/'))
            return TokenRefusal.Audience;
        var ahead = token.Certificate is null ? AheadOnce : Ahead;
        if (token.IssuedAt > now + ahead || token.NotBefore > now + ahead)
            return TokenRefusal.NotYet;
        if (token.Expires <= now || token.Expires - token.IssuedAt > CallerToken.MostLife)
            return TokenRefusal.Expired;
        if (!token.Roles.IsSubsetOf(roles.OfSystem(token.System)))
            return TokenRefusal.Scope;
        if (token.Certificate is { } bound)
            return bound == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)) ? null : TokenRefusal.OtherConnection;
        // What was used before this node started is not remembered.
        return token.IssuedAt.ToUnixTimeSeconds() <= started + (long)AheadOnce.TotalSeconds ? TokenRefusal.Replayed : spent.Spend(token.System, token.Id, token.Expires);
    }
}
