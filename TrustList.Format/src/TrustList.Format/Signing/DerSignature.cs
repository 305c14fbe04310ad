namespace TrustList.Format.Signing;

/// <summary>
/// The two spellings of an ECDSA P-256 signature. DER is read strictly (SPEC.md §3.2): one SEQUENCE of exactly two
/// INTEGERs, definite short lengths, minimal, positive, nothing after. The platform's own reader accepts one malformed
/// form (Wycheproof tcId 6), so it never sees DER.
/// </summary>
internal static class DerSignature
{
    public const int ScalarBytes = 32;
    public const int P1363Bytes = 2 * ScalarBytes;
    public const int MostDerBytes = 2 + 2 * (3 + ScalarBytes);
    private const byte Sequence = 0x30, Integer = 0x02;

    /// <summary>Reads DER into r and s, 32 bytes each.</summary>
    public static bool TryRead(ReadOnlySpan<byte> der, Span<byte> p1363)
    {
        // Two scalars of 32 bytes make at most 70 bytes of content: the long form of a length is never minimal.
        if (der.Length < 2 || der[0] != Sequence || der[1] >= 0x80 || der[1] != der.Length - 2)
            return false;
        var rest = der[2..];
        return TryReadInteger(ref rest, p1363[..ScalarBytes])
            && TryReadInteger(ref rest, p1363[ScalarBytes..P1363Bytes])
            && rest.IsEmpty;
    }

    /// <summary>Writes r and s, 32 bytes each, as DER.</summary>
    public static byte[] Write(ReadOnlySpan<byte> p1363)
    {
        Span<byte> der = stackalloc byte[MostDerBytes];
        return der[..Write(p1363, der)].ToArray();
    }

    /// <summary>Writes r and s, 32 bytes each, as DER into a buffer of <see cref="MostDerBytes"/>, and answers its length.</summary>
    public static int Write(ReadOnlySpan<byte> p1363, Span<byte> der)
    {
        var length = 2;
        WriteInteger(p1363[..ScalarBytes], der, ref length);
        WriteInteger(p1363[ScalarBytes..], der, ref length);
        der[0] = Sequence;
        der[1] = (byte)(length - 2);
        return length;
    }

    private static bool TryReadInteger(ref ReadOnlySpan<byte> rest, Span<byte> scalar)
    {
        if (rest.Length < 3 || rest[0] != Integer || rest[1] is 0 or > ScalarBytes + 1 || rest[1] > rest.Length - 2)
            return false;
        var value = rest.Slice(2, rest[1]);
        rest = rest[(2 + value.Length)..];
        if (value[0] >= 0x80)
            return false;
        if (value[0] == 0)
        {
            if (value.Length == 1 || value[1] < 0x80)
                return false;
            value = value[1..];
        }
        if (value.Length > ScalarBytes)
            return false;
        scalar[..^value.Length].Clear();
        value.CopyTo(scalar[^value.Length..]);
        return true;
    }

    private static void WriteInteger(ReadOnlySpan<byte> scalar, Span<byte> der, ref int at)
    {
        while (scalar.Length > 1 && scalar[0] == 0)
            scalar = scalar[1..];
        var pad = scalar[0] >= 0x80 ? 1 : 0;
        der[at++] = Integer;
        der[at++] = (byte)(scalar.Length + pad);
        if (pad == 1)
            der[at++] = 0;
        scalar.CopyTo(der[at..]);
        at += scalar.Length;
    }
}
