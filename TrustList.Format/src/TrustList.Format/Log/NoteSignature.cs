using System.Buffers.Binary;

namespace TrustList.Format.Log;

/// <summary>One signature line of a note (C2SP signed-note; SPEC.md §12.3). Nothing is proved by it before it is verified.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The first four bytes of the hash that names the key.</param>
/// <param name="Signature">What follows the key id: an Ed25519 signature, or a cosignature's time and signature.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    private const string Dash = "\u2014 ";

    /// <summary>The line, without its line end.</summary>
    public string Line
    {
        get
        {
            var bytes = new byte[sizeof(uint) + Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            Signature.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
            return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
        }
    }

    /// <summary>Reads a line without its line end, in its one spelling; null where it is none.</summary>
    public static NoteSignature? Read(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line.Length > MaxLine)
            return null;
        var parts = line[Dash.Length..].Split(' ');
        if (parts.Length != 2 || !NoteKey.IsName(parts[0]))
            return null;
        var bytes = new byte[parts[1].Length / 4 * 3];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var length) || length <= sizeof(uint))
            return null;
        var read = new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)..length));
        return read.Line == line ? read : null;
    }

    private const int MaxLine = 1_024;
}
