using System.Globalization;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>
/// What a log says of itself (C2SP tlog-checkpoint; SPEC.md §12.4): its name, how many leaves it has and their root. Nothing
/// is proved by holding one: <see cref="SignedCheckpoint"/>, <see cref="WitnessedCheckpoint"/>.
/// </summary>
/// <param name="Origin">The log's name, a note key name.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">The root, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>The text that is signed: three lines, each ended by a line feed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>Reads that text; extension lines are refused, our logs have none.</summary>
    public static Decoded<Checkpoint> Read(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length != 0)
            return Fail("three lines expected");
        if (!NoteKey.IsName(lines[0]))
            return Fail("origin");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return Fail("size");
        var root = new byte[MerkleTree.HashBytes];
        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != MerkleTree.HashBytes)
            return Fail("root");
        var checkpoint = new Checkpoint(lines[0], size, root);
        // One spelling: no leading zero, no spare bits, no white space in base64.
        return checkpoint.Text == text ? Decoded<Checkpoint>.Of(checkpoint) : Decoded<Checkpoint>.Fail(DecodeFault.NotCanonical, "checkpoint");
    }

    /// <summary>Whether another speaks of the same log, size and root.</summary>
    public bool Same(Checkpoint other) => Text == other.Text;

    private static Decoded<Checkpoint> Fail(string detail) => Decoded<Checkpoint>.Fail(DecodeFault.BadValue, "checkpoint: " + detail);
}
