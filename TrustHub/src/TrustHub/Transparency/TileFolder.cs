using TrustHub.Storage;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>
/// The log's tree, and its tiles and entry bundles as public files. What signing rests on, the right border of the tree,
/// is held in memory and comes from the database alone; older tiles are read from the public folder, and proofs made of
/// them are checked before they leave. Not for concurrent use.
/// </summary>
internal sealed class TileFolder
{
    private readonly IFileStore _files;
    private readonly Dictionary<string, LogFile> _border = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogFile> _unwritten = new(StringComparer.Ordinal);
    private LogTree _tree;

    public TileFolder(IFileStore files)
    {
        _files = files;
        _tree = new LogTree(0, Read);
    }

    /// <summary>Leaves.</summary>
    public long Size => _tree.Size;

    /// <summary>The root over all leaves.</summary>
    public ReadOnlyMemory<byte> Root => Good(_tree.Root());

    /// <summary>Adds leaves; at most as many as fill the newest bundle (<see cref="Room"/>). Nothing is written yet.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> leaves)
    {
        var growth = Good(_tree.Append(leaves));
        foreach (var file in growth.Files)
        {
            if (_border.TryGetValue(LevelOf(file.Path), out var before) && BundleOf(before.Path) == BundleOf(file.Path))
                _unwritten.Remove(before.Path); // The wider one replaces it.
            _border[LevelOf(file.Path)] = file;
            _unwritten[file.Path] = file;
        }
        _tree = new LogTree(growth.Tree.Size, Read);
    }

    /// <summary>How many leaves fill the newest bundle.</summary>
    public int Room => TilePath.FullWidth - (int)(Size % TilePath.FullWidth);

    /// <summary>Writes what was added since, whatever stands there; partial files go when the full one is there.</summary>
    /// <exception cref="IOException">The disk failed; the same call again goes on.</exception>
    public void Write()
    {
        foreach (var file in _unwritten.Values.ToList())
        {
            var path = LogPaths.Folder + file.Path;
            if (_files.Read(path) is not { } present || !present.AsSpan().SequenceEqual(file.Content.Span))
                _files.Replace(path, file.Content);
            if (BundleOf(file.Path) == file.Path)
                _files.RemoveFolder($"{path}.p");
            _unwritten.Remove(file.Path);
        }
    }

    /// <summary>The inclusion proof of a leaf in the tree of a checkpoint, checked.</summary>
    /// <exception cref="InvalidDataException">The public folder holds tiles that are not the log's.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Inclusion(long index, ReadOnlyMemory<byte> leaf, Checkpoint checkpoint)
    {
        var path = new LogTree(checkpoint.Size, Read).InclusionPath(index);
        return path.Ok && MerkleTree.VerifyInclusion(MerkleTree.LeafHash(leaf.Span), index, checkpoint.Size, path.Value, checkpoint.Root)
            ? path.Value
            : throw Damaged();
    }

    /// <summary>The consistency proof between two checkpoints, checked.</summary>
    /// <exception cref="InvalidDataException">The public folder holds tiles that are not the log's.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Consistency(Checkpoint smaller, Checkpoint larger)
    {
        var path = new LogTree(larger.Size, Read).ConsistencyPath(smaller.Size);
        return path.Ok && MerkleTree.VerifyConsistency(smaller.Size, smaller.Root, larger.Size, larger.Root, path.Value)
            ? path.Value
            : throw Damaged();
    }

    /// <summary>The root as it was at a smaller size.</summary>
    public ReadOnlyMemory<byte> RootAt(long size) => Good(new LogTree(size, Read).Root());

    private ReadOnlyMemory<byte>? Read(string path)
    {
        if (_border.TryGetValue(LevelOf(path), out var held) && held.Path == path)
            return held.Content;
        return _unwritten.TryGetValue(path, out var waiting) ? waiting.Content : _files.Read(LogPaths.Folder + path);
    }

    /// <summary>tile/LEVEL or tile/entries.</summary>
    private static string LevelOf(string path) => path[..path.IndexOf('/', "tile/".Length)];

    private static string BundleOf(string path) => path.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var at ? path[..at] : path;

    private static T Good<T>(LogResult<T> result) => result.Ok ? result.Value : throw new InvalidDataException($"{result.Fault}: {result.Detail}");

    private static InvalidDataException Damaged() => new("tiles in the public folder are not the log's; a restart of the hub makes them anew");
}
