using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Log;

namespace Conformance.Areas;

/// <summary>The proof that the newest epoch is in the checkpoint. An epoch of a wrong form is a leaf of the log all the same.</summary>
internal static class LogProofCases
{
    private const string Twin = "log/proof/size-7";
    private const int NumberAt = 9;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. new[] { 1, 2, 3, 4, 7, 8, 255, 256, 257, 65_535, 65_536, 65_537 }.Select(size =>
            Case($"log/proof/size-{size}", $"The newest epoch of a log of {size} leaves", null, watch => watch.Serve(), [], size)),
        Bad("log/proof/path-short", "The path lacks its last hash", proof => proof with { Path = proof.Path[..^1] }, "NotIncluded"),
        Bad("log/proof/path-empty", "The path is empty", proof => proof with { Path = [] }, "NotIncluded"),
        Bad("log/proof/path-long", "The path has a hash too many", proof => proof with { Path = proof.Path.Add(MerkleTree.EmptyRoot) }, "NotIncluded"),
        Bad("log/proof/path-wrong", "A bit of the path is flipped", proof => proof with { Path = proof.Path.SetItem(0, Flipped(proof.Path[0])) }, "NotIncluded"),
        Bad("log/proof/path-reversed", "The path stands the other way round", proof => proof with { Path = [.. proof.Path.Reverse()] }, "NotIncluded"),
        Bad("log/proof/index-other-than-number", "The index is not the epoch's number", proof => proof with { Index = 5 }, "NotIncluded"),
        Bad("log/proof/index-beyond-size", "The index is the size", proof => proof with { Index = 7 }, "NotIncluded"),
        Bad("log/proof/other-epoch", "An epoch that is not in the log", proof => proof with { Epoch = (Epoch.Read(proof.Epoch).Value with { Heads = 1 }).Write() }, "NotIncluded"),
        Case("log/proof/not-the-newest", "The proof of the epoch before the newest", Twin,
            watch => watch.ServeProof(watch.Whole(watch.Text), watch.Log.Prove(5, watch.Whole(watch.Text)).Write()), ["NotNewest"]),
        Case("log/proof/of-an-older-checkpoint", "The newest epoch of an older checkpoint", Twin, OfOlder, ["NotNewest", "NotIncluded"]),
        Case("log/proof/empty-log", "A checkpoint without leaves, and a proof for its first", Twin, OfEmpty, ["NotIncluded"]) with { Severity = Severity.Medium },
        Case("log/proof/number-other-than-index", "The newest leaf has the number of another", Twin, watch =>
        {
            watch.Log.AppendLeaf(new Epoch(9, LogWatch.Now, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0).Write());
            watch.Serve();
        }, ["NotIncluded"], size: 6),
        Case("log/proof/missing", "There is a checkpoint and no proof", Twin, watch => watch.ServeProof(watch.Whole(watch.Text), null), ["MissingData"]),
        Bytes("log/proof/trailing-byte", "A byte follows the proof", proof => [.. proof, 0]),
        Bytes("log/proof/cut-short", "The proof lacks its last byte", proof => proof[..^1]),
        Bytes("log/proof/empty", "The proof has no bytes", _ => []),
        Bytes("log/proof/too-large", "The proof has more than 40,960 bytes", _ => new byte[40_961]),
        Bytes("log/proof/indefinite-length", "The proof is an array of indefinite length", proof => [0x9F, .. proof[1..], 0xFF]),
        Leaf("log/proof/epoch-number-long-form", "The epoch's number stands in a longer form", leaf => [.. leaf[..NumberAt], 0x18, leaf[NumberAt], .. leaf[(NumberAt + 1)..]]),
        Leaf("log/proof/epoch-trailing-byte", "A byte follows the epoch", leaf => [.. leaf, 0]),
        Leaf("log/proof/epoch-without-transfers", "An epoch/2 says that it has no transfers", leaf => [0x8A, .. leaf[1..(NumberAt - 1)], (byte)'2', .. leaf[NumberAt..], 0x58, 0x20, .. MerkleTree.EmptyRoot.Span, 0]),
        Leaf("log/proof/epoch-of-unknown-format", "An epoch of format epoch/3", leaf => [.. leaf[..(NumberAt - 1)], (byte)'3', .. leaf[NumberAt..]]),
        Leaf("log/proof/epoch-too-many-heads", "An epoch of 1,001 heads", leaf => (Epoch.Read(leaf).Value with { Heads = 1_001 }).Write()),
        Leaf("log/proof/epoch-too-many-batches", "An epoch of 65,537 batches", leaf => (Epoch.Read(leaf).Value with { Batches = 65_537 }).Write()),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Action<LogWatch> serve, string[] reasons, int size = 7) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 12.1", "SPEC 12.2", "SPEC 12.7"],
        Severity = Severity.Critical,
        Features = [Feature.Log],
        Twin = twin,
        Play = async run =>
        {
            var watch = await LogWatch.BeginAsync(run, size);
            serve(watch);
            await (reasons.Length == 0 ? watch.AcceptedAsync() : watch.RefusedAsync(reasons));
        },
    };

    private static ConformanceCase Bad(string id, string title, Func<LogProof, LogProof> change, string reason) =>
        Case(id, title, Twin, watch => watch.ServeProof(watch.Whole(watch.Text), change(Good(watch)).Write()), [reason]);

    private static ConformanceCase Bytes(string id, string title, Func<byte[], byte[]> change) =>
        Case(id, title, Twin, watch => watch.ServeProof(watch.Whole(watch.Text), change(Good(watch).Write())), ["Malformed", "MissingData"]) with { Severity = Severity.Medium };

    // A form alone, signed as it is: the seventh leaf is changed before log and witnesses sign.
    private static ConformanceCase Leaf(string id, string title, Func<byte[], byte[]> change) => Case(id, title, Twin, watch =>
    {
        watch.Log.AppendLeaf(change(new Epoch(6, LogWatch.Now, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0).Write()));
        watch.Serve();
    }, ["Malformed"], size: 6) with { Severity = Severity.Medium };

    private static LogProof Good(LogWatch watch) => watch.Log.Prove(watch.Log.Size - 1, watch.Whole(watch.Text));

    private static ReadOnlyMemory<byte> Flipped(ReadOnlyMemory<byte> hash)
    {
        var other = hash.ToArray();
        other[31] ^= 1;
        return other;
    }

    private static void OfOlder(LogWatch watch)
    {
        var older = Good(watch);
        watch.Log.Grow(LogWatch.Now, 1);
        watch.ServeProof(watch.Whole(watch.Text), older.Write());
    }

    private static void OfEmpty(LogWatch watch)
    {
        var note = watch.Whole(new Checkpoint(LogWatch.Origin, 0, MerkleTree.EmptyRoot).Text);
        watch.ServeProof(note, (Good(watch) with { Epoch = new Epoch(0, LogWatch.Now, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0).Write(), Index = 0, Path = [], CheckpointNote = note }).Write());
    }
}
