using System.Numerics;

namespace TrustList.Format.Tests.Signing;

/// <summary>Textbook affine arithmetic on sm2p256v1 (GB/T 32918.1): slow, and by nobody else's code.</summary>
internal static class Sm2Arithmetic
{
    public static readonly BigInteger P = Number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
    public static readonly BigInteger N = Number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");
    public const string A = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC";
    public const string B = "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93";
    public const string GeneratorX = "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7";
    public const string GeneratorY = "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0";

    public static (BigInteger X, BigInteger Y) Generator => (Number(GeneratorX), Number(GeneratorY));

    public static (BigInteger X, BigInteger Y) Multiply(BigInteger factor, (BigInteger X, BigInteger Y) point)
    {
        (BigInteger X, BigInteger Y)? sum = null;
        for (var bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            if (sum is { } half)
                sum = Add(half, half);
            if (!((factor >> bit) & 1).IsZero)
                sum = sum is { } before ? Add(before, point) : point;
        }
        return sum!.Value;
    }

    public static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) left, (BigInteger X, BigInteger Y) right)
    {
        var slope = left == right
            ? (3 * left.X * left.X - 3) * Inverse(2 * left.Y, P)
            : (right.Y - left.Y) * Inverse(right.X - left.X, P);
        var x = Mod(slope * slope - left.X - right.X, P);
        return (x, Mod(slope * (left.X - x) - left.Y, P));
    }

    public static BigInteger Inverse(BigInteger value, BigInteger modulus) => BigInteger.ModPow(Mod(value, modulus), modulus - 2, modulus);

    public static BigInteger Mod(BigInteger value, BigInteger modulus) => ((value % modulus) + modulus) % modulus;

    public static BigInteger Number(string hex) => Number(Convert.FromHexString(hex));

    public static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
