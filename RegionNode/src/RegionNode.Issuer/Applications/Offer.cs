using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// A code that lets its bearer collect one licence with one device key. In this slice it stands for the identity check:
/// the province's system hands it to the person it has checked. 256 random bits; the node keeps only its hash.
/// </summary>
internal static class Offer
{
    private const int CodeBytes = 32;

    /// <summary>Characters of a code.</summary>
    internal const int CodeLength = 43;

    internal static string NewCode() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));

    internal static byte[] HashOf(string code) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code));
}
