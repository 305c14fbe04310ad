using System.Formats.Asn1;

namespace TrustList.Format.Signing;

/// <summary>An SM2 private key as PKCS#8 (RFC 5208) around an ECPrivateKey (RFC 5915), as OpenSSL and Bouncy Castle write it.</summary>
internal static class Sm2Pkcs8
{
    private const string EcPublicKey = "1.2.840.10045.2.1", Curve = "1.2.156.10197.1.301";
    private static readonly Asn1Tag ParametersTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag PublicKeyTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Whether the 32 bytes are a number from 1 to n-2 (GB/T 32918.1 §6.1): of n-1 the signature's (1+d) has no inverse.</summary>
    public static bool IsPrivateScalar(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != DerSignature.ScalarBytes)
            return false;
        // d + 1 must be a scalar as well. A carry out of the last byte cannot meet n - 1, which ends in 0x22.
        Span<byte> next = stackalloc byte[DerSignature.ScalarBytes];
        bytes.CopyTo(next);
        if (next[^1] != byte.MaxValue)
            next[^1]++;
        return Sm2P256.Curve.IsScalar(bytes) && Sm2P256.Curve.IsScalar(next);
    }

    /// <summary>Reads the scalar, and x and y where the file states them.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> pkcs8, out byte[] scalar, out byte[]? point)
    {
        (scalar, point) = ([], null);
        try
        {
            var file = new AsnReader(pkcs8, AsnEncodingRules.DER);
            var info = file.ReadSequence();
            file.ThrowIfNotEmpty();
            if (info.ReadInteger() != 0)
                return false;
            var algorithm = info.ReadSequence();
            if (algorithm.ReadObjectIdentifier() != EcPublicKey || algorithm.ReadObjectIdentifier() != Curve || algorithm.HasData)
                return false;
            var content = info.ReadOctetString();
            return !info.HasData && TryReadKey(content, out scalar, out point);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Writes a key with its point.</summary>
    public static byte[] Write(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteInteger(1);
            key.WriteOctetString(scalar);
            using (key.PushSequence(PublicKeyTag))
                key.WriteBitString([0x04, .. point]);
        }
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            info.WriteInteger(0);
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(EcPublicKey);
                info.WriteObjectIdentifier(Curve);
            }
            info.WriteOctetString(key.Encode());
        }
        return info.Encode();
    }

    private static bool TryReadKey(byte[] content, out byte[] scalar, out byte[]? point)
    {
        (scalar, point) = ([], null);
        var file = new AsnReader(content, AsnEncodingRules.DER);
        var key = file.ReadSequence();
        file.ThrowIfNotEmpty();
        if (key.ReadInteger() != 1)
            return false;
        scalar = key.ReadOctetString();
        if (key.HasData && key.PeekTag().HasSameClassAndValue(ParametersTag) && key.ReadSequence(ParametersTag).ReadObjectIdentifier() != Curve)
            return false;
        if (key.HasData)
        {
            var stated = key.ReadSequence(PublicKeyTag).ReadBitString(out var unused);
            if (unused != 0 || stated.Length != 1 + 2 * DerSignature.ScalarBytes || stated[0] != 0x04)
                return false;
            point = stated[1..];
        }
        return !key.HasData && IsPrivateScalar(scalar);
    }
}
