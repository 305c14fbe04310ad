using System.Formats.Cbor;
using System.Numerics;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Vectors;

/// <summary>CBOR as it is given, so that a vector may hold what no writer of ours writes.</summary>
internal static class RawCbor
{
    // The order of P-256.
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);

    public static byte[] Array(params object?[] members) => Write(members);

    public static byte[] Map(params (object Label, object? Value)[] pairs) => Write(pairs);

    /// <summary>A tagged COSE_Sign1 with these maps as headers, truly signed; without a payload inside where it is detached.</summary>
    public static byte[] Sign1(ISigner signer, byte[] guarded, byte[] open, byte[] payload, bool detached = false, Func<byte[], byte[]>? respell = null)
    {
        var signature = signer.Sign(Array("Signature1", guarded, System.Array.Empty<byte>(), payload), SignatureForm.P1363);
        return [0xD2, 0x84, .. Write(guarded), .. open, .. Write(detached ? null : payload), .. Write((respell ?? (same => same))(signature))];
    }

    /// <summary>A protected header as ours: alg ES256, kid, typ.</summary>
    public static byte[] Header(string keyId, string type, int algorithm = -7) =>
        Map((1, algorithm), (4, System.Text.Encoding.UTF8.GetBytes(keyId)), (16, type));

    /// <summary>The other spelling of an ECDSA signature: n - s for s.</summary>
    public static byte[] OtherS(byte[] signature)
    {
        var s = (Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature.AsSpan(..32), .. new byte[32 - s.Length], .. s];
    }

    public static byte[] Flipped(byte[] bytes, Index at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] Write(object? value)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        Write(writer, value);
        return writer.Encode();
    }

    private static void Write(CborWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case bool truth: writer.WriteBoolean(truth); break;
            case string text: writer.WriteTextString(text); break;
            case int number: writer.WriteInt32(number); break;
            case long number: writer.WriteInt64(number); break;
            case byte[] bytes: writer.WriteByteString(bytes); break;
            case ReadOnlyMemory<byte> bytes: writer.WriteByteString(bytes.Span); break;
            case (object, object)[] pairs:
                writer.WriteStartMap(pairs.Length);
                foreach (var (label, content) in pairs)
                {
                    Write(writer, label);
                    Write(writer, content);
                }
                writer.WriteEndMap();
                break;
            case object?[] members:
                writer.WriteStartArray(members.Length);
                foreach (var member in members)
                    Write(writer, member);
                writer.WriteEndArray();
                break;
            default: throw new ArgumentException($"{value.GetType()} is not written here");
        }
    }
}
