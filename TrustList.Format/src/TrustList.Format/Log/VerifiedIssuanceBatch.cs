using System.Security.Cryptography;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Log;

/// <summary>
/// A batch that its region signed. Holding one proves: a status key that the region's record allows signed it; it gave
/// out as many status indices as it has leaves; it was not from the future. That it was logged, and when, is
/// the issuance proof's to show (SPEC.md §13.3).
/// </summary>
public sealed class VerifiedIssuanceBatch
{
    private VerifiedIssuanceBatch(IssuanceBatchClaims claims, string keyId, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> bytes) =>
        (Claims, KeyId, Hash, Bytes) = (claims, keyId, SHA256.HashData(payload.Span), bytes);

    /// <summary>What the region states.</summary>
    public IssuanceBatchClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>SHA-256 of its payload: what the next batch names, and the leaf data under an epoch's issuance root.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The batch as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Checks a batch, in the order of SPEC.md §13.2.</summary>
    /// <param name="batch">The batch as it came; it must not change afterwards.</param>
    /// <param name="region">The region whose batch it must be.</param>
    /// <param name="statusKey">The key of that id where the region's record lets it count; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<VerifiedIssuanceBatch> Verify(
        ReadOnlyMemory<byte> batch, string region, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        if (batch.Length > IssuanceBatch.MaxBytes)
            return Fail(StatusFault.Malformed, $"{batch.Length} bytes, at most {IssuanceBatch.MaxBytes}");
        var message = CoseSign1.Parse(batch);
        if (!message.Ok)
            return StatusResult<VerifiedIssuanceBatch>.From(StatusFault.Malformed, message); // 1
        if (!string.Equals(message.Value.Headers.Type, IssuanceBatch.MediaType, StringComparison.Ordinal))
            return Fail(StatusFault.WrongType, $"the type header is not {IssuanceBatch.MediaType}"); // 2
        if (StatusKeyId.Read(message.Value.Headers.KeyId) is not { } keyId || statusKey(keyId) is not { } key)
            return Fail(StatusFault.UnknownKey, "the key id is not one of the region's status keys"); // 3
        if (message.Value.Payload is not { } payload || !message.Value.Verify(key))
            return Fail(StatusFault.BadSignature, "not signed by the key that it names"); // 4
        var claims = IssuanceBatchCwt.Read(payload);
        if (!claims.Ok)
            return Fail(claims.Fault, claims.Detail); // 5
        return !string.Equals(claims.Value.Region, region, StringComparison.Ordinal) ? Fail(StatusFault.WrongSubject, "another region's batch") // 6
            : claims.Value.IssuedAt > now + VerifiedStatusList.ClockSkew ? Fail(StatusFault.FromTheFuture, "issued later than now") // 7
            : StatusResult<VerifiedIssuanceBatch>.Of(new VerifiedIssuanceBatch(claims.Value, keyId, payload, batch));
    }

    private static StatusResult<VerifiedIssuanceBatch> Fail(StatusFault fault, string detail) =>
        StatusResult<VerifiedIssuanceBatch>.Fail(fault, detail);
}
