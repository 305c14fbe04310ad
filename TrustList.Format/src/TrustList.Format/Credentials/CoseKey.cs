using System.Formats.Cbor;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>P-256 keys as COSE_Key (RFC 9053 §7.1.1), the form of device keys.</summary>
public static class CoseKey
{
    private const int KeyType = 1, Curve = -1, X = -2, Y = -3, Ec2 = 2, P256 = 1;

    /// <summary>Writes a P-256 key as a map of kty, crv, x and y.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The encoded map.</returns>
    public static byte[] Encode(PublicKey key)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        Write(writer, key);
        return writer.Encode();
    }

    /// <summary>Reads a P-256 key; the point must lie on the curve.</summary>
    /// <param name="encoded">One encoded COSE_Key.</param>
    /// <returns>The key, or why it is none.</returns>
    public static Decoded<PublicKey> Decode(ReadOnlyMemory<byte> encoded)
    {
        var wellFormed = CborRules.CheckWellFormed(encoded.Span);
        return wellFormed.Ok ? Read(encoded) : wellFormed.As<PublicKey>();
    }

    internal static void Write(CborWriter writer, PublicKey key)
    {
        var y = WriteUpToY(writer, key);
        writer.WriteByteString(y);
        writer.WriteEndMap();
    }

    /// <summary>Writes x and the last bit of y in place of y (RFC 9053 §7.1.1): 32 bytes fewer.</summary>
    internal static void WriteCompressed(CborWriter writer, PublicKey key)
    {
        var y = WriteUpToY(writer, key);
        writer.WriteBoolean((y[^1] & 1) == 1);
        writer.WriteEndMap();
    }

    private static byte[] WriteUpToY(CborWriter writer, PublicKey key)
    {
        var (x, y) = key.Point;
        writer.WriteStartMap(4);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(Ec2);
        writer.WriteInt32(Curve);
        writer.WriteInt32(P256);
        writer.WriteInt32(X);
        writer.WriteByteString(x);
        writer.WriteInt32(Y);
        return y;
    }

    /// <summary>Reads a key from bytes that are known to be well-formed; y may be its last bit alone.</summary>
    internal static Decoded<PublicKey> Read(ReadOnlyMemory<byte> encoded)
    {
        var cursor = new CheckedCbor(encoded);
        ReadOnlyMemory<byte> x = default, y = default;
        long type = 0, curve = 0;
        bool compressed = false, odd = false;
        if (!cursor.TryReadMap(out var members))
            return Decoded<PublicKey>.Fail(DecodeFault.WrongType, "COSE_Key");
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadInteger(out var label))
            {
                cursor.Skip();
                cursor.Skip();
                continue;
            }
            var read = label switch
            {
                KeyType => cursor.TryReadInteger(out type),
                Curve => cursor.TryReadInteger(out curve),
                X => cursor.TryReadBytes(out x),
                Y => cursor.TryReadBytes(out y) || (compressed = cursor.TryReadBool(out odd)),
                _ => cursor.Skip(),
            };
            if (!read)
                return Decoded<PublicKey>.Fail(DecodeFault.WrongType, "COSE_Key member");
        }
        if (compressed && x.Length == 32)
            y = Signing.P256.Curve.Lift(x.Span, odd);
        return type == Ec2 && curve == P256 && x.Length == 32 && y.Length == 32
            ? PublicKey.FromEcPoint(x.Span, y.Span)
            : Decoded<PublicKey>.Fail(DecodeFault.BadValue, "COSE_Key: not a P-256 point of two coordinates");
    }
}
