using System.Numerics;

namespace TrustList.Format.Signing;

/// <summary>The numbers of P-256 (SEC 2 §2.4.2) and the two checks that this system makes itself.</summary>
internal static class P256
{
    private static readonly byte[] OrderBytes = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    private static readonly BigInteger P = Number("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
    private static readonly BigInteger B = Number("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");

    /// <summary>Whether the 32 bytes are a number from 1 to the group order less 1.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> bytes)
        => bytes.SequenceCompareTo(OrderBytes) < 0 && bytes.ContainsAnyExcept((byte)0);

    /// <summary>Whether the coordinates are reduced and satisfy the curve's equation. The cofactor is 1: no more is needed.</summary>
    public static bool IsOnCurve(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var (u, v) = (Number(x), Number(y));
        return u < P && v < P && (((u * u - 3) * u + B - v * v) % P).IsZero;
    }

    private static BigInteger Number(string hex) => Number(Convert.FromHexString(hex));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
