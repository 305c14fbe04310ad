using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Transfers;

/// <summary>
/// The new region asks the old one for a driver who moves to it (SPEC.md §14.4), and names the key to which the dossier is to be
/// sealed. Signed by the new region's status key; nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Id">The transfer, 16 bytes.</param>
/// <param name="From">The old region.</param>
/// <param name="To">The new region.</param>
/// <param name="SealingKey">A P-256 key of this transfer alone: uncompressed point, 65 bytes.</param>
/// <param name="At">When it was signed. Whole seconds.</param>
public sealed record TransferAcceptance(ReadOnlyMemory<byte> Id, string From, string To, ReadOnlyMemory<byte> SealingKey, DateTimeOffset At)
{
    /// <summary>The type in its protected header.</summary>
    public const string MediaType = "application/vnd.federation.transfer-acceptance+cbor";

    /// <summary>Bytes of the sealing key.</summary>
    public const int SealingKeyBytes = 65;

    private const string Format = "transfer-acceptance/1";
    private const int Members = 6;
    private const int CodeCharacters = 6;

    /// <summary>Signs it: a COSE_Sign1 that carries it.</summary>
    public byte[] Sign(ISigner signer, string keyId) =>
        CoseSign1.Sign(signer, new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = MediaType }, Write(), tagged: true);

    /// <summary>Checks a signed acceptance that came to the region <paramref name="from"/>.</summary>
    /// <param name="message">As it came; it must not change afterwards.</param>
    /// <param name="from">The region that it must ask.</param>
    /// <param name="statusKey">A region's status key by code and id, where it counts now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static TransferResult<TransferAcceptance> Verify(
        ReadOnlyMemory<byte> message, string from, Func<string, string, PublicKey?> statusKey, DateTimeOffset now)
    {
        if (message.Length > Limits.TransferAcceptanceBytes)
            return Fail(TransferFault.Malformed, $"{message.Length} bytes");
        var cose = CoseSign1.Parse(message);
        if (!cose.Ok)
            return TransferResult<TransferAcceptance>.Malformed(cose); // 1
        if (cose.Value.Headers.Type != MediaType || cose.Value.Payload is not { } payload)
            return Fail(TransferFault.Malformed, "not an acceptance"); // 1
        var read = Read(payload);
        if (!read.Ok)
            return TransferResult<TransferAcceptance>.Malformed(read); // 1
        if (read.Value.From != from || !RegionCode.IsValid(read.Value.To) || read.Value.To == from)
            return Fail(TransferFault.WrongSubject, "another region is asked"); // 2
        if (StatusKeyId.Read(cose.Value.Headers.KeyId) is not { } keyId || statusKey(read.Value.To, keyId) is not { } key)
            return Fail(TransferFault.UnknownKey, "the key id is not one of the region's status keys"); // 3
        if (!cose.Value.Verify(key))
            return Fail(TransferFault.BadSignature, "not signed by the key that it names"); // 4
        return read.Value.At > now + VerifiedStatusList.ClockSkew
            ? Fail(TransferFault.FromTheFuture, "signed later than now") // 5
            : TransferResult<TransferAcceptance>.Of(read.Value);
    }

    private byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Id.Span);
        writer.WriteTextString(From);
        writer.WriteTextString(To);
        writer.WriteByteString(SealingKey.Span);
        writer.WriteInt64(At.ToUnixTimeSeconds());
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static Decoded<TransferAcceptance> Read(ReadOnlyMemory<byte> payload)
    {
        var reader = new LogCbor(payload, Format, Members);
        var read = new TransferAcceptance(
            reader.Bytes(TransferRecord.IdBytes), reader.Ascii(CodeCharacters), reader.Ascii(CodeCharacters), reader.Bytes(SealingKeyBytes),
            DateTimeOffset.FromUnixTimeSeconds(reader.Integer(0, LogCbor.LastSecond)));
        return reader.Finish(read, value => value.Id.Length == TransferRecord.IdBytes && value.SealingKey.Length == SealingKeyBytes ? value.Write() : []);
    }

    private static TransferResult<TransferAcceptance> Fail(TransferFault fault, string detail) => TransferResult<TransferAcceptance>.Fail(fault, detail);
}
