using System.Formats.Cbor;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Credentials.Qr;

/// <summary>
/// What a holder's device signs into a dynamic code: the compact licence, when and what for, and where there are any the verifier's
/// challenge and a live assertion. SPEC.md §6.11. Structure alone was read; nothing is proved before <see cref="IsSignedBy"/>.
/// </summary>
internal sealed class HolderStatement
{
    private const int LongestPurpose = 32;

    // What is reckoned from it, to the end of its name's memory (§6.12), is still an instant.
    private static readonly long LatestMadeAt = NumericDate.Max - (long)(QrText.Life + QrText.ClockSkew).TotalSeconds;

    private readonly CoseSign1 message;

    private HolderStatement(CoseSign1 message, ReadOnlyMemory<byte> payload) => (this.message, Id) = (message, LowerHex.Of(SHA256.HashData(payload.Span)));

    /// <summary>The compact licence.</summary>
    public required ReadOnlyMemory<byte> Licence { get; init; }

    /// <summary>By the phone's clock.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The purpose's word, whether this version knows it or not.</summary>
    public required string Purpose { get; init; }

    /// <summary>Empty where the verifier showed none.</summary>
    public required ReadOnlyMemory<byte> Challenge { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required ReadOnlyMemory<byte> Staple { get; init; }

    /// <summary>The COSE algorithm.</summary>
    public int Algorithm => message.Algorithm;

    /// <summary>SHA-256 of what is signed, lower hex: the same however the signature is spelled.</summary>
    public string Id { get; }

    /// <summary>Signs a statement; the result stands in a dynamic code.</summary>
    public static byte[] Sign(
        ISigner deviceKey, ReadOnlySpan<byte> licence, DateTimeOffset madeAt, string purpose, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> staple)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 512);
        writer.WriteStartArray(5);
        writer.WriteByteString(licence);
        writer.WriteInt64(NumericDate.Of(madeAt));
        writer.WriteTextString(purpose);
        writer.WriteByteString(challenge);
        writer.WriteByteString(staple);
        writer.WriteEndArray();
        return CoseSign1.Sign(deviceKey, CoseHeaders.None, writer.Encode(), externalAad: QrText.HolderContext);
    }

    /// <summary>Reads a statement from untrusted bytes.</summary>
    public static Decoded<HolderStatement> Read(ReadOnlyMemory<byte> bytes)
    {
        var message = CoseSign1.Parse(bytes);
        if (!message.Ok)
            return message.As<HolderStatement>();
        if (message.Value.Payload is not { } payload)
            return Fail("the content is detached");
        var cbor = new StatusCbor(payload);
        cbor.Array(5);
        var statement = new HolderStatement(message.Value, payload)
        {
            Licence = cbor.Bytes(1, Limits.QrCharacters),
            MadeAt = DateTimeOffset.FromUnixTimeSeconds(cbor.Integer(0, LatestMadeAt)),
            Purpose = cbor.Text(LongestPurpose),
            Challenge = cbor.Bytes(0, QrText.LongestChallenge),
            Staple = cbor.Bytes(0, Limits.LiveAssertionBytes),
        };
        if (cbor.End() is { } fault)
            return Fail(fault);
        return statement.Challenge.IsEmpty || QrText.IsChallenge(statement.Challenge.Span)
            ? Decoded<HolderStatement>.Of(statement)
            : Fail("a challenge of another length");
    }

    /// <summary>Whether the device key signed it for a code. Never throws.</summary>
    public bool IsSignedBy(PublicKey deviceKey) => message.Verify(deviceKey, QrText.HolderContext);

    private static Decoded<HolderStatement> Fail(string detail) => Decoded<HolderStatement>.Fail(DecodeFault.BadValue, $"holder's statement: {detail}");
}
