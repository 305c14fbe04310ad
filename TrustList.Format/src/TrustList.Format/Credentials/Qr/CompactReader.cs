using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials.Qr;

/// <summary>Reads a compact licence from untrusted bytes. SPEC.md §6.10. Structure alone; no signature is checked.</summary>
internal static class CompactReader
{
    /// <summary>The licence in its compact form, or why the bytes are none.</summary>
    public static Decoded<IssuerSigned> Read(ReadOnlyMemory<byte> compact)
    {
        var message = CoseSign1.Parse(compact);
        if (!message.Ok)
            return message.As<IssuerSigned>();
        if (message.Value.Headers.KeyId is not { Length: CompactLabels.KeyIdBytes } keyId)
            return Fail($"kid is not {CompactLabels.KeyIdBytes} bytes");
        if (message.Value.Payload is not { } payload)
            return Fail("the content is detached");
        var wellFormed = CborRules.CheckWellFormed(payload.Span);
        if (!wellFormed.Ok)
            return wellFormed.As<IssuerSigned>();
        var parts = new CompactParts();
        return parts.Read(payload) && parts.Data() is { } data && parts.Object() is { } mso
            ? Decoded<IssuerSigned>.Of(new(data.ToItems(), compact, message.Value, mso) { Compact = new(parts.Region!, keyId, parts.MsoStart) })
            : Fail(parts.Missing);
    }

    private static Decoded<IssuerSigned> Fail(string detail) => Decoded<IssuerSigned>.Fail(DecodeFault.BadValue, $"compact licence: {detail}");
}
