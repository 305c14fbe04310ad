using System.Security.Cryptography;

namespace RegionNode.Issuer.Storage;

/// <summary>Names for rows in the interface: 16 random bytes in hexadecimal, so that one tells nothing of the others.</summary>
internal static class NewId
{
    internal const int Characters = 32;
    private const int Bytes = Characters / 2;

    internal static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
