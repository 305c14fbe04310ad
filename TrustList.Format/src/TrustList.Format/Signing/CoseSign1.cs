using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A COSE_Sign1 message (RFC 9052 §4.2) whose structure and headers were checked: <c>alg</c> in the protected header
/// alone, no label twice, nothing critical unknown. Nothing is proved about its signature until <see cref="Verify"/>.
/// </summary>
public sealed class CoseSign1
{
    /// <summary>The COSE algorithm number of the protected header: -7 ES256, -8 EdDSA, or one this system does not know.</summary>
    public int Algorithm => throw new NotImplementedException();

    /// <summary>The headers besides <c>alg</c>.</summary>
    public CoseHeaders Headers => throw new NotImplementedException();

    /// <summary>The content, or null where it is detached.</summary>
    public ReadOnlyMemory<byte>? Payload => throw new NotImplementedException();

    /// <summary>The protected header as it was received (the content of its byte string).</summary>
    public ReadOnlyMemory<byte> RawProtected => throw new NotImplementedException();

    /// <summary>The signature as it was received.</summary>
    public ReadOnlyMemory<byte> Signature => throw new NotImplementedException();

    /// <summary>Whether the message carried tag 18.</summary>
    public bool Tagged => throw new NotImplementedException();

    /// <summary>Reads a message, tagged or not, without copying: the bytes must not change afterwards.</summary>
    public static Decoded<CoseSign1> Parse(ReadOnlyMemory<byte> message) => throw new NotImplementedException();

    /// <summary>Signs a payload.</summary>
    /// <param name="signer">The key; its algorithm goes into the protected header.</param>
    /// <param name="headers">Headers besides <c>alg</c>.</param>
    /// <param name="payload">The content that is signed.</param>
    /// <param name="detached">Leaves the content out of the message.</param>
    /// <param name="tagged">Puts tag 18 before it.</param>
    /// <param name="externalAad">Bytes signed with the content but not carried.</param>
    public static byte[] Sign(
        ISigner signer, CoseHeaders headers, ReadOnlySpan<byte> payload, bool detached = false, bool tagged = false,
        ReadOnlySpan<byte> externalAad = default) => throw new NotImplementedException();

    /// <summary>Whether the key signed the carried content. False for a detached message. Never throws.</summary>
    public bool Verify(PublicKey key) => throw new NotImplementedException();

    /// <summary>Whether the key signed this content, which the message must not carry itself. Never throws.</summary>
    public bool VerifyDetached(PublicKey key, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad = default) => throw new NotImplementedException();
}
