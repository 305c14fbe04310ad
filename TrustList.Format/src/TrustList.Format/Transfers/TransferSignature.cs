using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Transfers;

/// <summary>One side's signature of a transfer: a detached COSE_Sign1 by its region's status key over the record's bytes (SPEC.md §14.2).</summary>
public static class TransferSignature
{
    /// <summary>The most bytes of one.</summary>
    public const int MaxBytes = 768;

    /// <summary>The type in its protected header: keeps it apart from what else that key signs.</summary>
    public const string MediaType = "application/vnd.federation.transfer+cbor";

    /// <summary>Signs a record.</summary>
    public static byte[] Sign(TransferRecord record, ISigner signer, string keyId) => CoseSign1.Sign(
        signer, new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = MediaType }, record.Write(), detached: true, tagged: true);

    /// <summary>Checks a signature of one side.</summary>
    /// <param name="signature">As it came.</param>
    /// <param name="record">What must be signed.</param>
    /// <param name="statusKey">The side's status key of that id where it counts; else null.</param>
    /// <returns>The key's id, or the first fault.</returns>
    public static TransferResult<string> Check(ReadOnlyMemory<byte> signature, TransferRecord record, Func<string, PublicKey?> statusKey)
    {
        if (signature.Length > MaxBytes)
            return TransferResult<string>.Fail(TransferFault.Malformed, $"a signature of {signature.Length} bytes");
        var message = CoseSign1.Parse(signature);
        if (!message.Ok)
            return TransferResult<string>.Malformed(message);
        if (!string.Equals(message.Value.Headers.Type, MediaType, StringComparison.Ordinal))
            return TransferResult<string>.Fail(TransferFault.Malformed, $"the type header is not {MediaType}");
        if (message.Value.Payload is not null)
            return TransferResult<string>.Fail(TransferFault.Malformed, "the content is not detached");
        if (StatusKeyId.Read(message.Value.Headers.KeyId) is not { } keyId || statusKey(keyId) is not { } key)
            return TransferResult<string>.Fail(TransferFault.UnknownKey, "the key id is not one of the region's status keys");
        return message.Value.VerifyDetached(key, record.Write())
            ? TransferResult<string>.Of(keyId)
            : TransferResult<string>.Fail(TransferFault.BadSignature, "not signed by the key that it names");
    }
}
