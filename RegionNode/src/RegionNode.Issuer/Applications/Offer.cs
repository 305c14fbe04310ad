using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// A code that lets its bearer collect one licence with one device key: given after a passed identity check and then bound to that
/// check's key, or by the counter to the person before it. 256 random bits; the node keeps only its hash.
/// </summary>
internal static class Offer
{
    private const int CodeBytes = 32;

    internal static string NewCode() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));

    internal static byte[] HashOf(string code) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code));
}
