using TrustList.Format.Encoding;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Reading;

/// <summary>Reads the COSE messages of a presentation (RFC 9052 §4.2, §6.2), each fault with its own reason.</summary>
internal static class CoseReader
{
    private const long AlgorithmLabel = 1, CriticalLabel = 2, ChainLabel = 33;

    public static PresentedProof? Read(ref CheckedCbor cursor, Findings findings, string what)
    {
        if (!cursor.TryReadArray(out var parts)
            || !cursor.More(ref parts) || !cursor.TryReadBytes(out var header)
            || !cursor.More(ref parts) || cursor.Peek != CborMajor.Map)
            return Wrong(findings, what);
        var chain = new List<ReadOnlyMemory<byte>>(1);
        if (!ReadUnprotected(ref cursor, chain, findings, what))
            return null;
        if (!cursor.More(ref parts) || !TryReadPayload(ref cursor, out var payload)
            || !cursor.More(ref parts) || !cursor.TryReadBytes(out var proof)
            || cursor.More(ref parts))
            return Wrong(findings, what);
        return ReadAlgorithm(header, findings, what) is { } algorithm
            ? new PresentedProof { Algorithm = algorithm, Protected = header, Chain = chain, Payload = payload, Proof = proof }
            : null;
    }

    private static bool TryReadPayload(ref CheckedCbor cursor, out ReadOnlyMemory<byte>? payload)
    {
        payload = null;
        if (cursor.TryReadNull())
            return true;
        if (!cursor.TryReadBytes(out var content))
            return false;
        payload = content;
        return true;
    }

    private static bool ReadUnprotected(ref CheckedCbor cursor, List<ReadOnlyMemory<byte>> chain, Findings findings, string what)
    {
        cursor.TryReadMap(out var members);
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadInteger(out var label))
                cursor.Skip();
            else if (label == AlgorithmLabel)
                findings.Add(Reason.AlgorithmNotProtected, $"{what}: the unprotected header names an algorithm");
            else if (label == ChainLabel)
            {
                if (ReadChain(ref cursor, chain))
                    continue;
                Wrong(findings, $"{what}: x5chain");
                return false;
            }
            cursor.Skip();
        }
        return true;
    }

    // RFC 9360 §2: one certificate as a byte string, more as an array.
    private static bool ReadChain(ref CheckedCbor cursor, List<ReadOnlyMemory<byte>> chain)
    {
        if (cursor.TryReadBytes(out var single))
        {
            chain.Add(single);
            return true;
        }
        if (!cursor.TryReadArray(out var count))
            return false;
        while (cursor.More(ref count))
        {
            if (!cursor.TryReadBytes(out var certificate))
                return false;
            chain.Add(certificate);
        }
        return true;
    }

    private static int? ReadAlgorithm(ReadOnlyMemory<byte> header, Findings findings, string what)
    {
        if (header.IsEmpty)
            return NotProtected(findings, what);
        var wellFormed = CborRules.CheckWellFormed(header.Span);
        if (!wellFormed.Ok)
        {
            findings.Add(wellFormed, $"{what}: protected header");
            return null;
        }
        var cursor = new CheckedCbor(header);
        if (!cursor.TryReadMap(out var members))
        {
            Wrong(findings, $"{what}: protected header");
            return null;
        }
        int? algorithm = null;
        while (cursor.More(ref members))
        {
            var labelled = cursor.TryReadInteger(out var label);
            if (!labelled)
                cursor.Skip();
            if (labelled && label == CriticalLabel)
            {
                Wrong(findings, $"{what}: a critical header is not understood");
                return null;
            }
            if (labelled && label == AlgorithmLabel && cursor.TryReadInteger(out var number) && number is >= int.MinValue and <= int.MaxValue)
                algorithm = (int)number;
            else
                cursor.Skip();
        }
        return algorithm ?? NotProtected(findings, what);
    }

    private static int? NotProtected(Findings findings, string what)
    {
        findings.Add(Reason.AlgorithmNotProtected, $"{what}: the protected header names no algorithm");
        return null;
    }

    private static PresentedProof? Wrong(Findings findings, string what)
    {
        findings.Add(Reason.WrongStructure, what);
        return null;
    }
}
