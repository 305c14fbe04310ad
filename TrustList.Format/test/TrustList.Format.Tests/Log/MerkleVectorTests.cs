using System.Text.Json;
using TrustList.Format.Log;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

/// <summary>Proofs made by others, good and bad.</summary>
public sealed class MerkleVectorTests
{
    [VectorFact("merkle/inclusion")]
    public void Accepts_and_rejects_inclusion_proofs_as_the_vectors_do()
    {
        var (good, bad) = Compare("merkle/inclusion", vector => MerkleTree.VerifyInclusion(
            Bytes(vector, "leafHash"), Number(vector, "leafIdx"), Number(vector, "treeSize"), Proof(vector), Bytes(vector, "root")));
        Assert.Equal((6, 92), (good, bad));
    }

    [VectorFact("merkle/consistency")]
    public void Accepts_and_rejects_consistency_proofs_as_the_vectors_do()
    {
        var (good, bad) = Compare("merkle/consistency", vector => MerkleTree.VerifyConsistency(
            Number(vector, "size1"), Bytes(vector, "root1"), Number(vector, "size2"), Bytes(vector, "root2"), Proof(vector)));
        Assert.Equal((6, 92), (good, bad));
    }

    private static (int Good, int Bad) Compare(string folder, Func<JsonElement, bool> verify)
    {
        var (good, bad) = (0, 0);
        var mismatches = new List<string>();
        foreach (var file in Directory.EnumerateFiles(RepositoryPaths.Vector(folder), "*.json", SearchOption.AllDirectories))
        {
            using var vector = JsonDocument.Parse(File.ReadAllBytes(file));
            var wanted = !vector.RootElement.GetProperty("wantErr").GetBoolean();
            if (verify(vector.RootElement) != wanted)
                mismatches.Add(file);
            (good, bad) = wanted ? (good + 1, bad) : (good, bad + 1);
        }
        Assert.Empty(mismatches);
        return (good, bad);
    }

    // Sizes beyond 2^63 become negative: as impossible as they were.
    private static long Number(JsonElement vector, string name) => unchecked((long)vector.GetProperty(name).GetUInt64());

    private static byte[] Bytes(JsonElement vector, string name) => vector.GetProperty(name).GetBytesFromBase64();

    private static IReadOnlyList<ReadOnlyMemory<byte>> Proof(JsonElement vector) => vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(hash => (ReadOnlyMemory<byte>)hash.GetBytesFromBase64())]
        : [];
}
