using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A COSE_Sign1 message (RFC 9052 §4.2) whose structure and headers were checked (SPEC.md §3.3): <c>alg</c> in the
/// protected header alone, no label twice, nothing marked critical. Nothing is proved about its signature until
/// <see cref="Verify"/>.
/// </summary>
public sealed class CoseSign1
{
    private const ulong Tag = 18;
    private readonly CoseMessage message;

    private CoseSign1(CoseMessage message) => this.message = message;

    /// <summary>The COSE algorithm number of the protected header: -7 ES256, -8 EdDSA, -66037 SM2 (private), or one this system does not know.</summary>
    public int Algorithm => message.Algorithm;

    /// <summary>The headers besides <c>alg</c>.</summary>
    public CoseHeaders Headers => message.Headers;

    /// <summary>The content, or null where it is detached.</summary>
    public ReadOnlyMemory<byte>? Payload => message.Payload;

    /// <summary>The protected header as it was received (the content of its byte string).</summary>
    public ReadOnlyMemory<byte> RawProtected => message.Protected;

    /// <summary>The signature as it was received.</summary>
    public ReadOnlyMemory<byte> Signature => message.Seal;

    /// <summary>Whether the message carried tag 18.</summary>
    public bool Tagged => message.Tagged;

    private static ReadOnlySpan<byte> Context => "Signature1"u8;

    /// <summary>Reads a message, tagged or not, without copying: the bytes must not change afterwards.</summary>
    public static Decoded<CoseSign1> Parse(ReadOnlyMemory<byte> message)
    {
        var read = CoseMessage.Parse(message, Tag);
        return read.Ok ? Decoded<CoseSign1>.Of(new CoseSign1(read.Value)) : read.As<CoseSign1>();
    }

    /// <summary>Signs a payload.</summary>
    /// <param name="signer">The key; its algorithm goes into the protected header.</param>
    /// <param name="headers">Headers besides <c>alg</c>.</param>
    /// <param name="payload">The content that is signed.</param>
    /// <param name="detached">Leaves the content out of the message.</param>
    /// <param name="tagged">Puts tag 18 before it.</param>
    /// <param name="externalAad">Bytes signed with the content but not carried.</param>
    public static byte[] Sign(
        ISigner signer, CoseHeaders headers, ReadOnlySpan<byte> payload, bool detached = false, bool tagged = false,
        ReadOnlySpan<byte> externalAad = default)
    {
        var guarded = CoseWriter.Protected(signer.PublicKey.Suite.CoseAlgorithm, headers);
        using var covered = new CoseToBeSigned(Context, guarded, externalAad, payload);
        var signature = signer.Sign(covered.Bytes, SignatureForm.P1363);
        return CoseWriter.Message(tagged ? Tag : null, guarded, headers, payload, detached, signature);
    }

    /// <summary>Whether the key signed the carried content. False for a detached message. Never throws.</summary>
    public bool Verify(PublicKey key, ReadOnlySpan<byte> externalAad = default)
        => message.Payload is { } payload && Covers(key, payload.Span, externalAad, known: null);

    /// <summary>The same, where what was found good before is not checked again.</summary>
    internal bool VerifyOnce(PublicKey key, GoodSignatures? known)
        => message.Payload is { } payload && Covers(key, payload.Span, externalAad: default, known);

    /// <summary>Whether the key signed this content, which the message must not carry itself. Never throws.</summary>
    public bool VerifyDetached(PublicKey key, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad = default)
        => message.Payload is null && Covers(key, payload, externalAad, known: null);

    /// <summary>The same, where what was found good before is not checked again.</summary>
    internal bool VerifyDetachedOnce(PublicKey key, ReadOnlySpan<byte> payload, GoodSignatures? known)
        => message.Payload is null && Covers(key, payload, externalAad: default, known);

    private bool Covers(PublicKey key, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad, GoodSignatures? known)
    {
        if (key.Suite.CoseAlgorithm != message.Algorithm)
            return false;
        using var covered = new CoseToBeSigned(Context, message.Protected.Span, externalAad, payload);
        return known is null
            ? key.Verify(covered.Bytes, message.Seal.Span, SignatureForm.P1363)
            : known.Verify(key, covered.Bytes, message.Seal.Span, SignatureForm.P1363);
    }
}
