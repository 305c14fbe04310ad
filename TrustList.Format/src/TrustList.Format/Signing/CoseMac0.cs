using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A COSE_Mac0 message (RFC 9052 §6.2) whose structure and headers were checked as for <see cref="CoseSign1"/>. In a
/// presentation it is the deviceMac (ISO/IEC 18013-5 §9.1.3.5). Nothing is proved until <see cref="VerifyDetached"/>.
/// </summary>
public sealed class CoseMac0
{
    /// <summary>HMAC 256/256, the only MAC algorithm known here.</summary>
    public const int Hmac256 = 5;
    private const ulong TagNumber = 17;
    private readonly CoseMessage message;

    private CoseMac0(CoseMessage message) => this.message = message;

    /// <summary>The COSE algorithm number of the protected header.</summary>
    public int Algorithm => message.Algorithm;

    /// <summary>The content, or null where it is detached.</summary>
    public ReadOnlyMemory<byte>? Payload => message.Payload;

    private static ReadOnlySpan<byte> Context => "MAC0"u8;

    /// <summary>Reads a message, tagged or not, without copying: the bytes must not change afterwards.</summary>
    public static Decoded<CoseMac0> Parse(ReadOnlyMemory<byte> message)
    {
        var read = CoseMessage.Parse(message, TagNumber);
        return read.Ok ? Decoded<CoseMac0>.Of(new CoseMac0(read.Value)) : read.As<CoseMac0>();
    }

    /// <summary>Makes an untagged message with the content left out.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var guarded = CoseWriter.Protected(Hmac256, CoseHeaders.None);
        using var covered = new CoseToBeSigned(Context, guarded, default, payload);
        return CoseWriter.Message(null, guarded, CoseHeaders.None, payload, detached: true, HMACSHA256.HashData(key, covered.Bytes));
    }

    /// <summary>Whether the key made this tag over this content, which the message must not carry itself. Constant time; never throws.</summary>
    public bool VerifyDetached(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        if (message.Algorithm != Hmac256 || message.Payload is not null)
            return false;
        using var covered = new CoseToBeSigned(Context, message.Protected.Span, default, payload);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, covered.Bytes), message.Seal.Span);
    }
}
