using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>Reads both header maps of one message; a label may stand once in both together (RFC 9052 §3).</summary>
internal ref struct CoseHeaderReader(ReadOnlyMemory<byte> message)
{
    private const int MostHeaders = 16;
    private readonly ReadOnlySpan<byte> bytes = message.Span;
    private Labels seen;
    private int count;
    private ReadOnlyMemory<byte>? keyId;
    private string? type;
    private ImmutableArray<ReadOnlyMemory<byte>> chain = [];
    private ReadOnlyMemory<byte>? issuanceProof;
    private ReadOnlyMemory<byte>? staple;
    private ReadOnlyMemory<byte>? transferProof;

    public int? Algorithm { get; private set; }

    public readonly CoseHeaders ToHeaders() => new() { KeyId = keyId, Type = type, X5Chain = chain, IssuanceProof = issuanceProof, StatusStaple = staple, TransferProof = transferProof };

    public DecodeFault? ReadProtected(Range content)
    {
        var (start, length) = content.GetOffsetAndLength(bytes.Length);
        // RFC 9052 §3: no protected headers are an empty string. Without alg we refuse it later.
        if (length == 0)
            return null;
        var cursor = new CborCursor(bytes, start, start + length);
        return ReadMap(ref cursor, guarded: true) ?? (cursor.AtEnd ? null : DecodeFault.TrailingBytes);
    }

    public DecodeFault? ReadUnprotected(ref CborCursor cursor) => ReadMap(ref cursor, guarded: false);

    private DecodeFault? ReadMap(ref CborCursor cursor, bool guarded)
    {
        if (!cursor.TryReadMap(out var pairs))
            return DecodeFault.WrongType;
        for (var i = 0; i < pairs; i++)
        {
            if (CborRules.CheckKey(cursor) is { } keyFault)
                return keyFault;
            var start = cursor.Position;
            var isNumber = cursor.TryReadInteger(out var label);
            if (!isNumber && !cursor.TryReadText(out _))
                return DecodeFault.WrongType;
            if (Note(start, cursor.Position) is { } fault)
                return fault;
            if ((isNumber ? ReadValue(ref cursor, label, guarded) : Skip(ref cursor)) is { } valueFault)
                return valueFault;
        }
        return null;
    }

    private DecodeFault? ReadValue(ref CborCursor cursor, long label, bool guarded)
    {
        switch (label)
        {
            case CoseLabels.Algorithm:
                // Outside the protected header anyone could change it.
                if (!guarded || !cursor.TryReadInteger(out var algorithm) || algorithm is < int.MinValue or > int.MaxValue)
                    return DecodeFault.BadValue;
                Algorithm = (int)algorithm;
                return null;
            case CoseLabels.Critical:
                // Nothing that could be named critical is understood here.
                return DecodeFault.BadValue;
            case CoseLabels.KeyId:
                if (!cursor.TryReadBytes(out var id))
                    return DecodeFault.WrongType;
                keyId = message[id];
                return null;
            case CoseLabels.Type:
                // Text here; the numbers of CoAP content formats (RFC 9596 §2) are passed over.
                if (cursor.TryReadText(out var utf8))
                    type = System.Text.Encoding.UTF8.GetString(utf8);
                else if (!cursor.TryReadInteger(out _))
                    return DecodeFault.WrongType;
                return null;
            case CoseLabels.X5Chain when !guarded:
                return ReadChain(ref cursor);
            case CoseLabels.IssuanceProof when !guarded:
                if (!cursor.TryReadBytes(out var proof))
                    return DecodeFault.WrongType;
                issuanceProof = message[proof];
                return issuanceProof.Value.Length > Limits.IssuanceProofBytes ? DecodeFault.TooLarge : null;
            case CoseLabels.StatusStaple when !guarded:
                if (!cursor.TryReadBytes(out var assertion))
                    return DecodeFault.WrongType;
                staple = message[assertion];
                return staple.Value.Length > Limits.LiveAssertionBytes ? DecodeFault.TooLarge : null;
            case CoseLabels.TransferProof when !guarded:
                if (!cursor.TryReadBytes(out var transfer))
                    return DecodeFault.WrongType;
                transferProof = message[transfer];
                return transferProof.Value.Length > Limits.TransferProofBytes ? DecodeFault.TooLarge : null;
            default:
                return Skip(ref cursor);
        }
    }

    // RFC 9360 §2: one certificate stands alone, several in an array.
    private DecodeFault? ReadChain(ref CborCursor cursor)
    {
        var several = cursor.TryReadArray(out var length);
        if (several && length is 0 or > Limits.ChainCertificates)
            return DecodeFault.TooMany;
        var certificates = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(several ? length : 1);
        do
        {
            if (!cursor.TryReadBytes(out var certificate))
                return DecodeFault.WrongType;
            if (message[certificate].Length > Limits.CertificateBytes)
                return DecodeFault.TooLarge;
            certificates.Add(message[certificate]);
        }
        while (certificates.Count < length);
        chain = certificates.MoveToImmutable();
        return null;
    }

    private DecodeFault? Note(int start, int end)
    {
        if (count == MostHeaders)
            return DecodeFault.TooMany;
        var label = bytes[start..end];
        foreach (var (at, length) in seen[..count])
        {
            if (bytes.Slice(at, length).SequenceEqual(label))
                return DecodeFault.DuplicateKey;
        }
        seen[count++] = (start, end - start);
        return null;
    }

    private static DecodeFault? Skip(ref CborCursor cursor) => cursor.TrySkip() ? null : DecodeFault.Malformed;

    [System.Runtime.CompilerServices.InlineArray(MostHeaders)]
    private struct Labels
    {
        private (int Start, int Length) first;
    }
}
