using System.Security.Cryptography;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Log;

/// <summary>The signed form of a batch: a CWT by the region's status key (SPEC.md §13.2).</summary>
public static class IssuanceBatch
{
    /// <summary>The most bytes of one.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>The type in its protected header: keeps it apart from what else that key signs.</summary>
    public const string MediaType = "application/vnd.federation.issuance-batch+cwt";

    /// <summary>Signs a batch.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §13.2.</exception>
    public static byte[] Sign(IssuanceBatchClaims claims, ISigner signer, string keyId)
    {
        if (IssuanceBatchRules.Broken(claims) is { } broken)
            throw new ArgumentException(broken, nameof(claims));
        var headers = new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = MediaType };
        return CoseSign1.Sign(signer, headers, IssuanceBatchCwt.Write(claims), tagged: true);
    }

    /// <summary>A batch's hash, by which the next one and the log's epoch name it: SHA-256 of what these claims are as payload.</summary>
    public static ReadOnlyMemory<byte> HashOf(IssuanceBatchClaims claims) => SHA256.HashData(IssuanceBatchCwt.Write(claims));
}
