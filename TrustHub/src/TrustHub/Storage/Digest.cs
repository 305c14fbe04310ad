using System.Security.Cryptography;

namespace TrustHub.Storage;

/// <summary>The name of bytes, by which content is held: their SHA-256 in lower-case hex.</summary>
internal static class Digest
{
    /// <summary>The name of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
