using Org.BouncyCastle.Math.EC.Rfc7748;

namespace TrustList.Format.Signing;

/// <summary>
/// Which 32 bytes may be an Ed25519 public key: a reduced y, a point on the curve, and none of the eight points of
/// small order, for which anyone can make signatures.
/// </summary>
internal static class Ed25519Points
{
    // d = -121665 / 121666 (RFC 8032 §5.1), little-endian.
    private static readonly byte[] DBytes = Convert.FromHexString("A3785913CA4DEB75ABD841414D0A700098E879777940C78C73FE6F2BEE6C0352");
    private static readonly byte[] PBytes = Convert.FromHexString("EDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F");

    public static bool IsAcceptable(ReadOnlySpan<byte> point)
    {
        var bytes = point.ToArray();
        bytes[31] &= 0x7F;
        if (!IsReduced(bytes))
            return false;
        // x^2 = u / v = (y^2 - 1) / (d y^2 + 1) must have a root.
        var (y2, u, v, x, d, one) = (Number(bytes), Number(), Number(), Number(), Number(DBytes), Number());
        X25519Field.One(one);
        X25519Field.Sqr(y2, y2);
        X25519Field.Sub(y2, one, u);
        X25519Field.Mul(d, y2, v);
        X25519Field.AddOne(v);
        return X25519Field.SqrtRatioVar(u, v, x) && !IsSmallOrder(x, y2);
    }

    // 8 (x, y) = 0 exactly where the double has order 4 or less: its x or y is 0. The double's x is 0 where x or y is;
    // its y is 0 where x^2 = -y^2.
    private static bool IsSmallOrder(int[] x, int[] y2)
    {
        var sum = Number();
        X25519Field.Sqr(x, sum);
        X25519Field.Add(sum, y2, sum);
        return IsZero(x) || IsZero(y2) || IsZero(sum);
    }

    private static bool IsZero(int[] number)
    {
        X25519Field.Normalize(number);
        return X25519Field.IsZeroVar(number);
    }

    private static bool IsReduced(ReadOnlySpan<byte> littleEndian)
    {
        for (var i = PBytes.Length - 1; i >= 0; i--)
        {
            if (littleEndian[i] != PBytes[i])
                return littleEndian[i] < PBytes[i];
        }
        return false;
    }

    private static int[] Number() => X25519Field.Create();

    private static int[] Number(byte[] littleEndian)
    {
        var number = Number();
        X25519Field.Decode(littleEndian, 0, number);
        return number;
    }
}
