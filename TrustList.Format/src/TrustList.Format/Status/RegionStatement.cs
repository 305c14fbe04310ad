using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A CWT of a kind that a region signs with a status key. Holding one proves form and kind; what its claims say, and for whom, is
/// checked by who reads them, and nothing of it counts before <see cref="Check"/>.
/// </summary>
internal sealed class RegionStatement
{
    private readonly CoseSign1 message;

    private RegionStatement(CoseSign1 message, ReadOnlyMemory<byte> payload) => (this.message, Payload) = (message, payload);

    /// <summary>The signed content.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    public static byte[] Sign(string mediaType, ReadOnlySpan<byte> payload, ISigner signer, string keyId) =>
        CoseSign1.Sign(signer, new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = mediaType }, payload, tagged: true);

    /// <summary>Reads bytes, in this order: length, form, kind.</summary>
    /// <param name="bytes">As they came; they must not change afterwards.</param>
    /// <param name="mediaType">The kind.</param>
    /// <param name="maxBytes">The most bytes of this kind.</param>
    public static StatusResult<RegionStatement> Read(ReadOnlyMemory<byte> bytes, string mediaType, int maxBytes)
    {
        if (bytes.Length > maxBytes)
            return Fail(StatusFault.Malformed, $"{bytes.Length} bytes, at most {maxBytes}");
        var message = CoseSign1.Parse(bytes);
        if (!message.Ok)
            return StatusResult<RegionStatement>.From(StatusFault.Malformed, message);
        if (!string.Equals(message.Value.Headers.Type, mediaType, StringComparison.Ordinal))
            return Fail(StatusFault.WrongType, $"the type header is not {mediaType}");
        return message.Value.Payload is { } payload
            ? StatusResult<RegionStatement>.Of(new RegionStatement(message.Value, payload))
            : Fail(StatusFault.Malformed, "the content is detached");
    }

    /// <summary>Checks key and signature, in this order; gives the key's id.</summary>
    /// <param name="keyOf">The key of that id where it may count; else null.</param>
    public StatusResult<string> Check(Func<string, PublicKey?> keyOf) =>
        StatusKeyId.Read(message.Headers.KeyId) is not { } keyId || keyOf(keyId) is not { } key
            ? StatusResult<string>.Fail(StatusFault.UnknownKey, "the key id is not one of the region's status keys")
            : message.Verify(key) ? StatusResult<string>.Of(keyId)
            : StatusResult<string>.Fail(StatusFault.BadSignature, "not signed by the key that it names");

    private static StatusResult<RegionStatement> Fail(StatusFault fault, string detail) => StatusResult<RegionStatement>.Fail(fault, detail);
}
