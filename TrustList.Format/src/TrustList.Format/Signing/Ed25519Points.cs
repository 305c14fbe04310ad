using System.Numerics;

namespace TrustList.Format.Signing;

/// <summary>
/// Which 32 bytes may be an Ed25519 public key: a reduced y, a point on the curve, and none of the eight points of
/// small order, for which anyone can make signatures.
/// </summary>
internal static class Ed25519Points
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * BigInteger.ModPow(121666, P - 2, P));

    public static bool IsAcceptable(ReadOnlySpan<byte> point)
    {
        Span<byte> bytes = stackalloc byte[32];
        point.CopyTo(bytes);
        bytes[31] &= 0x7F;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= P)
            return false;
        // x^2 = (y^2 - 1) / (d y^2 + 1) must have a root.
        var y2 = y * y % P;
        var x2 = Mod((y2 - 1) * BigInteger.ModPow(Mod(D * y2 + 1), P - 2, P));
        return BigInteger.ModPow(x2, (P - 1) / 2, P).IsOne && !IsSmallOrder(x2, y2);
    }

    // 8 (x, y) = 0 exactly where the double has order 4 or less: its x or y is 0. The double's x is 0 where x or y is;
    // its y is 0 where x^2 = -y^2. (x = 0 fails the root test already: 0 is no residue.)
    private static bool IsSmallOrder(BigInteger x2, BigInteger y2) => y2.IsZero || x2.IsZero || Mod(x2 + y2).IsZero;

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
