using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using static TrustList.Format.Tests.Log.LogVectors;

namespace TrustList.Format.Tests.Log;

/// <summary>Test values of trees: proofs good and bad, and the files of a log.</summary>
internal static class LogTreeVectors
{
    private const int Most = 17;
    private static readonly List<byte[]> Data = [.. Enumerable.Range(0, Most).Select(i => Enumerable.Range(0, i).Select(n => (byte)n).ToArray())];
    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Leaves = [.. Data.Select(data => MerkleTree.LeafHash(data))];

    public static JsonObject Merkle() => new()
    {
        ["leaves"] = new JsonArray([.. Data.Select(data => JsonValue.Create(Base64(data)))]),
        ["roots"] = new JsonArray([.. Enumerable.Range(0, Most + 1).Select(size => JsonValue.Create(Base64(Root(size))))]),
        ["inclusion"] = new JsonArray([.. Inclusions()]),
        ["consistency"] = new JsonArray([.. Consistencies()]),
    };

    public static JsonArray Tiles() => [.. new[] { 1, 255, 256, 257, 600, 65_537 }.Select(size =>
    {
        var grown = new LogTree(0, _ => null).Append([.. Enumerable.Range(0, size).Select(i => (ReadOnlyMemory<byte>)System.Text.Encoding.ASCII.GetBytes($"entry {i}"))]).Value;
        return new JsonObject
        {
            ["name"] = $"files of {size} entries",
            ["size"] = size,
            ["files"] = new JsonObject(grown.Files.OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => KeyValuePair.Create(file.Path, (JsonNode?)LowerHex.Of(SHA256.HashData(file.Content.Span))))),
        };
    })];

    private static ReadOnlyMemory<byte> Root(int size) => MerkleTree.Root([.. Leaves.Take(size)]);

    private static IEnumerable<JsonNode> Inclusions()
    {
        foreach (var (index, size) in new[] { (0, 1), (0, 2), (1, 2), (2, 3), (3, 7), (6, 7), (7, 8), (0, 16), (16, 17) })
        {
            var path = MerkleTree.Path([.. Leaves.Take(size)], index);
            yield return Vector("accepted", index, size, path, Root(size), Leaves[index]);
            yield return Vector("another place", index == 0 ? size : index - 1, size, path, Root(size), Leaves[index]);
            yield return Vector("another leaf", index, size, path, Root(size), Root(0));
            yield return Vector("a hash too many", index, size, [.. path, Root(1)], Root(size), Leaves[index]);
            yield return Vector("an empty root", index, size, path, default, Leaves[index]);
        }
        yield return Vector("an empty tree", 0, 0, [], Root(0), Leaves[0]);

        static JsonNode Vector(string name, long index, long size, IReadOnlyList<ReadOnlyMemory<byte>> path, ReadOnlyMemory<byte> root, ReadOnlyMemory<byte> leaf) => new JsonObject
        {
            ["name"] = $"leaf {index} of {size}: {name}",
            ["leafHash"] = Base64(leaf),
            ["index"] = index,
            ["size"] = size,
            ["path"] = Hashes(path),
            ["root"] = Base64(root),
            ["accepted"] = MerkleTree.VerifyInclusion(leaf, index, size, path, root),
        };
    }

    private static IEnumerable<JsonNode> Consistencies()
    {
        foreach (var (size1, size2) in new[] { (0, 0), (0, 5), (1, 1), (1, 2), (2, 3), (4, 7), (6, 7), (6, 8), (8, 16), (7, 17), (16, 17), (17, 17) })
        {
            var path = MerkleTree.ConsistencyPath(Leaves, size1, size2);
            yield return Vector("accepted", size1, size2, Root(size1), Root(size2), path);
            yield return Vector("roots exchanged", size1, size2, Root(size2), Root(size1), path);
            yield return Vector("another first root", size1, size2, Leaves[3], Root(size2), path);
            yield return Vector("a hash too many", size1, size2, Root(size1), Root(size2), [.. path, Leaves[0]]);
            yield return Vector("no proof", size1, size2, Root(size1), Root(size2), []);
            yield return Vector("sizes exchanged", size2, size1, Root(size2), Root(size1), path);
        }

        static JsonNode Vector(string name, long size1, long size2, ReadOnlyMemory<byte> root1, ReadOnlyMemory<byte> root2, IReadOnlyList<ReadOnlyMemory<byte>> path) => new JsonObject
        {
            ["name"] = $"{size1} to {size2}: {name}",
            ["size1"] = size1,
            ["root1"] = Base64(root1),
            ["size2"] = size2,
            ["root2"] = Base64(root2),
            ["path"] = Hashes(path),
            ["accepted"] = MerkleTree.VerifyConsistency(size1, root1, size2, root2, path),
        };
    }

    private static JsonArray Hashes(IReadOnlyList<ReadOnlyMemory<byte>> path) => [.. path.Select(hash => JsonValue.Create(Base64(hash)))];
}
