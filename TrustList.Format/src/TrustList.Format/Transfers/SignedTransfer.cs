using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustList.Format.Transfers;

/// <summary>
/// A record with both regions' signatures (SPEC.md §14.2). Nothing is proved before <see cref="Verify"/>; and what is signed by
/// both has still not happened before the log shows it.
/// </summary>
/// <param name="Record">The record's bytes.</param>
/// <param name="FromSignature">The old region's <see cref="TransferSignature"/>.</param>
/// <param name="ToSignature">The new region's.</param>
public sealed record SignedTransfer(ReadOnlyMemory<byte> Record, ReadOnlyMemory<byte> FromSignature, ReadOnlyMemory<byte> ToSignature)
{
    private const string Format = "signed-transfer/1";
    private const int Members = 4;

    /// <summary>Reads it without copying: the bytes must not change afterwards.</summary>
    public static Decoded<SignedTransfer> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.SignedTransferBytes)
            return Decoded<SignedTransfer>.Fail(DecodeFault.TooLarge, $"signed transfer: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var signed = new SignedTransfer(
            reader.Bytes(Limits.SignedTransferBytes), reader.Bytes(TransferSignature.MaxBytes), reader.Bytes(TransferSignature.MaxBytes));
        return reader.Finish(signed, read => read.Write());
    }

    /// <summary>The bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Record.Span);
        writer.WriteByteString(FromSignature.Span);
        writer.WriteByteString(ToSignature.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks form and both signatures.</summary>
    /// <param name="statusKey">A region's status key by code and id, where it counts; else null.</param>
    public TransferResult<TransferRecord> Verify(Func<string, string, PublicKey?> statusKey)
    {
        var record = TransferRecord.Read(Record);
        if (!record.Ok)
            return TransferResult<TransferRecord>.Malformed(record);
        foreach (var (side, signature) in new[] { (record.Value.From, FromSignature), (record.Value.To, ToSignature) })
        {
            var check = TransferSignature.Check(signature, record.Value, keyId => statusKey(side, keyId));
            if (!check.Ok)
                return TransferResult<TransferRecord>.Fail(check.Fault, $"region {side}: {check.Detail}");
        }
        return TransferResult<TransferRecord>.Of(record.Value);
    }
}
