using System.Numerics;

namespace TrustList.Format.Signing;

/// <summary>
/// The numbers of a named curve y² = x³ - 3x + b over a prime of 256 bits with cofactor 1, and the two checks that this
/// system makes itself whoever does the arithmetic.
/// </summary>
internal sealed class PrimeCurve
{
    private readonly BigInteger p;
    private readonly BigInteger b;
    private readonly byte[] order;

    public PrimeCurve(string p, string b, string order)
    {
        this.p = Number(Convert.FromHexString(p));
        this.b = Number(Convert.FromHexString(b));
        this.order = Convert.FromHexString(order);
    }

    /// <summary>Whether the 32 bytes are a number from 1 to the group order less 1.</summary>
    public bool IsScalar(ReadOnlySpan<byte> bytes)
        => bytes.SequenceCompareTo(order) < 0 && bytes.ContainsAnyExcept((byte)0);

    /// <summary>Whether the coordinates are reduced and satisfy the curve's equation. The cofactor is 1: no more is needed.</summary>
    public bool IsOnCurve(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var (u, v) = (Number(x), Number(y));
        return u < p && v < p && (((u * u - 3) * u + b - v * v) % p).IsZero;
    }

    /// <summary>The y of a point of which x and the last bit of y are known (SEC 1 §2.3.4); null where no point has this x.</summary>
    public byte[]? Lift(ReadOnlySpan<byte> x, bool odd)
    {
        var u = Number(x);
        var square = (((u * u - 3) * u + b) % p + p) % p;
        var y = BigInteger.ModPow(square, (p + 1) / 4, p); // p is 3 modulo 4.
        if (u >= p || y * y % p != square)
            return null;
        if (y.IsEven == odd)
            y = p - y;
        var bytes = new byte[x.Length];
        var length = y.GetByteCount(isUnsigned: true);
        y.TryWriteBytes(bytes.AsSpan(bytes.Length - length), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    /// <summary>Reads r and s of a signature in either form; false where they are misspelled or out of range.</summary>
    public bool TryReadSignature(ReadOnlySpan<byte> signature, SignatureForm form, Span<byte> scalars)
    {
        if (form == SignatureForm.Der)
        {
            if (!DerSignature.TryRead(signature, scalars))
                return false;
        }
        else if (signature.Length != DerSignature.P1363Bytes || !signature.TryCopyTo(scalars))
        {
            return false;
        }
        return IsScalar(scalars[..DerSignature.ScalarBytes]) && IsScalar(scalars[DerSignature.ScalarBytes..DerSignature.P1363Bytes]);
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
