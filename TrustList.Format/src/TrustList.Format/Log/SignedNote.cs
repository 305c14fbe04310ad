using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// A text with signature lines under it (C2SP signed-note; SPEC.md §12.3). Holding one that was read proves its form alone.
/// </summary>
/// <param name="Text">The signed text; ends with a line feed.</param>
/// <param name="Signatures">The lines, at least one, in the order they stand.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    private static readonly System.Text.UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Signs a text with a log's key.</summary>
    public static SignedNote Sign(string text, string name, ISigner signer)
    {
        var key = new NoteKey(name, NoteKeyKind.Log, signer.PublicKey);
        var signature = signer.Sign(Utf8.GetBytes(text), SignatureForm.P1363);
        return new SignedNote(text, [new NoteSignature(name, key.KeyId, signature)]);
    }

    /// <summary>Reads a note.</summary>
    public static Decoded<SignedNote> Read(ReadOnlyMemory<byte> note)
    {
        if (note.IsEmpty)
            return Fail(DecodeFault.Empty, "no bytes");
        if (note.Length > Limits.NoteBytes)
            return Fail(DecodeFault.TooLarge, $"{note.Length} bytes");
        if (!TryDecode(note.Span, out var whole))
            return Fail(DecodeFault.Malformed, "not UTF-8, or a control character");
        // The last empty line parts text and signatures: the text may hold empty lines itself.
        var split = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || split + 2 == whole.Length || !whole.EndsWith('\n'))
            return Fail(DecodeFault.Malformed, "no signatures, or the last line is not ended");
        var lines = whole[(split + 2)..^1].Split('\n');
        if (lines.Length > Limits.NoteSignatures)
            return Fail(DecodeFault.TooMany, $"{lines.Length} signature lines");
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (NoteSignature.Read(line) is not { } signature)
                return Fail(DecodeFault.Malformed, $"signature line {signatures.Count}");
            signatures.Add(signature);
        }
        return Decoded<SignedNote>.Of(new SignedNote(whole[..(split + 1)], signatures.MoveToImmutable()));
    }

    /// <summary>The note's bytes.</summary>
    public byte[] Write() => Utf8.GetBytes($"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line + "\n"))}");

    /// <summary>The note with more signature lines after those it has.</summary>
    public SignedNote With(IEnumerable<NoteSignature> more) => this with { Signatures = [.. Signatures, .. more] };

    /// <summary>
    /// What the note has of this key: null where no line names it, else whether its one line verifies. A line of the key's
    /// name with another key id is of an unknown key. Two lines of one key verify as none.
    /// </summary>
    internal bool? SignedBy(NoteKey key)
    {
        var lines = Signatures.Where(key.Names).ToList();
        return lines.Count == 0 ? null : lines.Count == 1 && key.Key.Verify(Utf8.GetBytes(Text), lines[0].Signature.Span, SignatureForm.P1363);
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = string.Empty;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return false;
        text = Utf8.GetString(bytes);
        return !text.Any(c => c is < ' ' and not '\n');
    }

    private static Decoded<SignedNote> Fail(DecodeFault fault, string detail) => Decoded<SignedNote>.Fail(fault, "note: " + detail);
}
