using System.Collections.Immutable;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustList.Testing;

/// <summary>
/// A transparency log in memory with real keys, and witnesses that sign whatever they are shown: the honest hub as well
/// as the one that shows two views. Time is an argument.
/// </summary>
public sealed class LogSimulator
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> tiles = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private readonly ImmutableArray<(string Region, ISigner Key)> witnesses;
    private LogTree tree;
    private ImmutableDictionary<string, byte[]> newest = ImmutableDictionary<string, byte[]>.Empty;

    /// <summary>An empty log.</summary>
    /// <param name="origin">Its name.</param>
    /// <param name="key">Its Ed25519 key.</param>
    /// <param name="witnesses">Regions and their Ed25519 witness keys.</param>
    /// <param name="quorum">How many must cosign.</param>
    public LogSimulator(string origin, ISigner key, IEnumerable<(string Region, ISigner Key)> witnesses, int quorum)
    {
        this.witnesses = [.. witnesses];
        Key = key;
        tree = new LogTree(0, Read);
        Policy = new LogPolicy
        {
            Origin = origin,
            Key = key.PublicKey,
            Witnesses = [.. this.witnesses.Select(witness => Witness.Of(origin, witness.Region, witness.Key.PublicKey))],
            Quorum = quorum,
        };
    }

    /// <summary>An empty log with fresh keys; a quorum of more than half.</summary>
    public static LogSimulator Create(params IEnumerable<string> regions)
    {
        var witnesses = regions.Select(region => (region, (ISigner)TestKeys.Create(SignatureAlgorithm.Ed25519))).ToList();
        return new LogSimulator("hub.test/log", TestKeys.Create(SignatureAlgorithm.Ed25519), witnesses, witnesses.Count / 2 + 1);
    }

    /// <summary>What policy.json says of it.</summary>
    public LogPolicy Policy { get; }

    /// <summary>The log's key.</summary>
    public ISigner Key { get; }

    /// <summary>Leaves.</summary>
    public long Size => tree.Size;

    /// <summary>The tree over its tiles.</summary>
    public LogTree Tree => tree;

    /// <summary>What a hub serves below <c>log/</c>: tiles, and what <see cref="Publish"/> put there.</summary>
    public ImmutableDictionary<string, byte[]> Files =>
        newest.AddRange(tiles.Select(tile => KeyValuePair.Create(tile.Key, tile.Value.ToArray())));

    /// <summary>Another log of the same keys with the same leaves so far: what a hub needs for a second view, or to go on under another name.</summary>
    /// <param name="origin">Its name; null: the same.</param>
    public LogSimulator Fork(string? origin = null)
    {
        var fork = new LogSimulator(origin ?? Policy.Origin, Key, witnesses, Policy.Quorum);
        fork.Add(entries);
        return fork;
    }

    /// <summary>Adds an epoch; its number is the next index.</summary>
    public Epoch Append(DateTimeOffset time, ReadOnlyMemory<byte> snapshotSha256)
        => Append(number => new Epoch(number, time, snapshotSha256, MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0));

    /// <summary>Adds an epoch made for the next index.</summary>
    public Epoch Append(Func<long, Epoch> make)
    {
        var epoch = make(Size);
        Add([epoch.Write()]);
        return epoch;
    }

    /// <summary>Adds epochs of one instant in one step: there are no files of the sizes between.</summary>
    public void Grow(DateTimeOffset time, int count) => Add(
        [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)new Epoch(Size + i, time, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0).Write())]);

    /// <summary>Adds a leaf of any bytes, as a hub that does wrong would.</summary>
    public void AppendLeaf(ReadOnlyMemory<byte> leaf) => Add([leaf]);

    /// <summary>Adds an epoch and publishes the log with everyone's cosignature, all at this instant.</summary>
    public LogProof Log(DateTimeOffset time, ReadOnlyMemory<byte> snapshotSha256)
    {
        Append(time, snapshotSha256);
        return Publish(time);
    }

    /// <summary>Serves the newest checkpoint with these witnesses' cosignatures, and the proof of the newest epoch.</summary>
    public LogProof Publish(DateTimeOffset at, params string[] regions)
    {
        var note = Note(at, Size, regions);
        var proof = Prove(Size - 1, note);
        newest = newest.SetItem("checkpoint", note).SetItem("pending", note).SetItem("proof", proof.Write());
        return proof;
    }

    /// <summary>A checkpoint.</summary>
    public Checkpoint Checkpoint(long size) => new(Policy.Origin, size, new LogTree(size, Read).Root().Value);

    /// <summary>A checkpoint's note with cosignatures of these regions' witnesses, or of all.</summary>
    public byte[] Note(DateTimeOffset at, long size, params string[] regions)
    {
        var checkpoint = Checkpoint(size);
        var lines = witnesses.Where(witness => regions.Length == 0 || regions.Contains(witness.Region)).Select(witness => Cosign(checkpoint, witness.Region, at));
        return SignedCheckpoint.Sign(checkpoint, Key).Note.With(lines).Write();
    }

    /// <summary>One witness's line, without any check.</summary>
    public NoteSignature Cosign(Checkpoint checkpoint, string region, DateTimeOffset at) => NoteSignature.Read(Cosignature.Sign(
        checkpoint, Witness.NameOf(Policy.Origin, region), witnesses.Single(witness => witness.Region == region).Key, at))!;

    /// <summary>The proof of an epoch under a note of this log.</summary>
    public LogProof Prove(long number, byte[] note)
    {
        var size = Format.Log.Checkpoint.Read(SignedNote.Read(note).Value.Text).Value.Size;
        return new LogProof(entries[(int)number], number, [.. new LogTree(size, Read).InclusionPath(number).Value], note);
    }

    private void Add(IReadOnlyList<ReadOnlyMemory<byte>> more)
    {
        var grown = tree.Append(more).Value;
        foreach (var file in grown.Files)
            tiles[file.Path] = file.Content;
        entries.AddRange(more);
        tree = new LogTree(grown.Tree.Size, Read);
    }

    // Not a conditional expression: null would become empty bytes.
    private ReadOnlyMemory<byte>? Read(string path)
    {
        if (tiles.TryGetValue(path, out var content))
            return content;
        return null;
    }
}
