using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>
/// Reads the CBOR arrays of this room in their one form: definite lengths, shortest heads, nothing after the end. The
/// first fault is kept; later reads return harmless defaults, and an array read after it is empty.
/// </summary>
internal ref struct StatusCbor(ReadOnlyMemory<byte> data)
{
    private readonly ReadOnlyMemory<byte> data = data;
    private CborCursor cursor = new(data.Span);
    private string? fault;

    /// <summary>What is wrong; null where all was read and nothing is left.</summary>
    public readonly string? End() => fault ?? (cursor.AtEnd ? null : $"bytes after the end, at {cursor.Position}");

    /// <summary>Whether something is wrong already.</summary>
    public readonly bool Failed => fault is not null;

    /// <summary>The head of an array of exactly this many items.</summary>
    public void Array(int count)
    {
        if (Array(count, count) != count)
            Refuse($"an array of {count} is expected");
    }

    /// <summary>The head of an array; how many items it has.</summary>
    public int Array(int min, int max) => (int)Head(CborMajor.Array, (ulong)min, (ulong)max);

    /// <summary>This text and no other.</summary>
    public void Kind(string kind)
    {
        if (Text(kind.Length) != kind)
            Refuse($"\"{kind}\" is expected");
    }

    /// <summary>ASCII text, not empty.</summary>
    public string Text(int max)
    {
        var length = (int)Head(CborMajor.Text, 1, (ulong)max);
        var text = Content(length).Span;
        if (!System.Text.Ascii.IsValid(text))
            Refuse("text that is not ASCII");
        return fault is null ? System.Text.Encoding.ASCII.GetString(text) : string.Empty;
    }

    /// <summary>A byte string, not copied.</summary>
    public ReadOnlyMemory<byte> Bytes(int min, int max) => Content((int)Head(CborMajor.Bytes, (ulong)min, (ulong)max));

    /// <summary>An integer not below 0.</summary>
    public long Integer(long min, long max) => (long)Head(CborMajor.Unsigned, (ulong)min, (ulong)max);

    /// <summary>An array of hashes of 32 bytes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Hashes(int max)
    {
        var hashes = new ReadOnlyMemory<byte>[Array(0, max)];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Bytes(Log.MerkleTree.HashBytes, Log.MerkleTree.HashBytes);
        return hashes;
    }

    /// <summary>Keeps a fault that the caller found.</summary>
    public void Refuse(string detail) => fault ??= $"{detail} (byte {cursor.Position})";

    private ulong Head(CborMajor major, ulong min, ulong max)
    {
        if (fault is not null)
            return 0;
        if (!cursor.TryReadHead(out var head) || head.Major != major || head.Indefinite || !head.Shortest)
            Refuse($"{major} in shortest form is expected");
        else if (head.Argument < min || head.Argument > max)
            Refuse($"{major}: {min} to {max}");
        // Every item of an array and every byte of a string takes a byte at least.
        else if (major != CborMajor.Unsigned && head.Argument > (ulong)cursor.Left)
            Refuse("more than there is");
        else
            return head.Argument;
        return 0;
    }

    private ReadOnlyMemory<byte> Content(int length)
    {
        if (fault is not null)
            return default;
        var start = cursor.Position;
        cursor.Advance(length);
        return data.Slice(start, length);
    }
}
