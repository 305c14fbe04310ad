using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A region's signed word about its whole status state: a COSE_Sign1 by a status key (SPEC.md §7.8). It has one form, so
/// that it can be rebuilt from its claims and signature alone. Reading one is <see cref="VerifiedStatusHead"/>.
/// </summary>
public static class StatusHead
{
    /// <summary>The <c>typ</c> header, which keeps it from being taken for any other token of the same key.</summary>
    public const string MediaType = "application/vnd.federation.status-head+cwt";

    private const ulong Tag = 18;

    /// <summary>Signs a head.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.8.</exception>
    public static byte[] Sign(StatusHeadClaims claims, ISigner signer, string keyId) =>
        CoseSign1.Sign(signer, Headers(keyId), Payload(claims), tagged: true);

    /// <summary>The hash by which the next head, the epoch and clients name a head: SHA-256 of its payload, not of its signature.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.8.</exception>
    public static ReadOnlyMemory<byte> Hash(StatusHeadClaims claims) => SHA256.HashData(Payload(claims));

    /// <summary>The bytes of a head of which claims and signature are known. Nothing is proved until they are verified.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.8.</exception>
    public static byte[] Rebuild(StatusHeadClaims claims, string keyId, SignatureAlgorithm algorithm, ReadOnlyMemory<byte> signature)
    {
        var guarded = CoseWriter.Protected(SignatureSuites.Of(algorithm).CoseAlgorithm, Headers(keyId));
        return CoseWriter.Message(Tag, guarded, Headers(keyId), Payload(claims), detached: false, signature.Span);
    }

    private static byte[] Payload(StatusHeadClaims claims) =>
        claims.BrokenRule is { } rule ? throw new ArgumentException(rule, nameof(claims)) : claims.ToPayload();

    private static CoseHeaders Headers(string keyId) => new() { KeyId = StatusKeyId.Write(keyId), Type = MediaType };
}
