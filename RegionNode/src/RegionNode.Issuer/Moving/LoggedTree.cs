using RegionNode.Issuer.Submission;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Moving;

/// <summary>A stretch of the log's tree with the tiles that prove it, fetched once. Nothing in it is proved yet.</summary>
/// <param name="Tree">Reads what was fetched.</param>
/// <param name="Until">The stretch ends before this leaf.</param>
internal sealed record LoggedTree(LogTree Tree, long Until)
{
    /// <summary>Whether the tree under a checkpoint begins with one that was known before; null: the hub does not show it.</summary>
    internal bool? Continues(long size, byte[] root, Checkpoint checkpoint) =>
        Tree.ConsistencyPath(size) is { Ok: true, Value: var path } ? MerkleTree.VerifyConsistency(size, root, checkpoint.Size, checkpoint.Root, path) : null;

    /// <summary>The root that the tree under a checkpoint had when it was smaller; null where that is not proved.</summary>
    internal byte[]? RootAt(long size, Checkpoint checkpoint) =>
        Tree.RootAt(size) is { Ok: true, Value: var root } && root.ToArray() is var bytes && Continues(size, bytes, checkpoint) is true ? bytes : null;

    /// <summary>Fetches the tiles of all levels along the stretch and its borders, and the entries.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say.</exception>
    internal static async Task<LoggedTree> FetchAsync(PublicHub hub, long from, long until, long size, CancellationToken cancellation)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var tree = new LogTree(size, path =>
        {
            if (files.TryGetValue(path, out var file))
                return file;
            wanted.Add(path);
            return null;
        });
        // What the tree misses it asks for by name: each round fetches that, until a round misses nothing.
        for (var index = from; index <= until;)
        {
            if (index < until)
            {
                _ = tree.Entry(index);
                _ = tree.InclusionPath(index);
            }
            else
            {
                _ = tree.ConsistencyPath(from);
                _ = tree.ConsistencyPath(until);
                _ = tree.RootAt(until);
            }
            if (wanted.Count == 0)
            {
                index++;
                continue;
            }
            foreach (var path in wanted)
                files[path] = await hub.LogFileAsync(path, cancellation);
            wanted.Clear();
        }
        return new LoggedTree(tree, until);
    }
}
