using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

/// <summary>Writes the test values of SPEC.md §7.12, the same each time: <c>conformance-tests/vectors/status</c>.</summary>
internal static class StatusVectors
{
    /// <summary>Vectors with more entries than this state their number and root instead.</summary>
    private const int ListedEntries = 200;

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["snapshots.json"] = () => File("Snapshots of one region (SPEC.md §7.9) with their state roots (§7.7)", Snapshots()),
        ["deltas.json"] = () => File("Deltas (SPEC.md §7.9); the state root is that of the changes applied to a state all Valid", Deltas()),
        ["refused-payloads.json"] = () => File("Bytes that no writer writes (SPEC.md §7.9)", Refused()),
        ["chunk-proofs.json"] = () => File("Chunk proofs (SPEC.md §7.7)", ChunkProofs()),
        ["heads.json"] = () => File("Heads (SPEC.md §7.8), signed by test keys", StatusHeadVectors.Heads(), StatusHeadVectors.Keys()),
        ["packages.json"] = () => File("Packages (SPEC.md §7.11); heads signed by the keys of heads.json", StatusHeadVectors.Packages()),
    };

    internal static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    internal static JsonArray Entries(IEnumerable<(long Entry, byte Value)> entries) =>
        [.. entries.Select(entry => (JsonNode)new JsonArray(entry.Entry, (int)entry.Value))];

    private static IEnumerable<JsonObject> Snapshots()
    {
        var everything = new RegionStatus(1);
        everything.Apply(new StatusDelta(1, [.. Enumerable.Range(0, StatusSpace.BlockEntries).Select(entry => new StatusChange(entry, 1))]));
        foreach (var (name, state) in new (string, RegionStatus)[]
        {
            ("no block opened", new RegionStatus(0)),
            ("one block, all Valid", new RegionStatus(1)),
            ("the first entry", With(1, (0, 1))),
            ("the last entry of three blocks", With(3, (3 * StatusSpace.BlockEntries - 1, 0xF))),
            ("entry 4,097 is 3", With(1, (4_097, 3))),
            ("every value once, side by side", With(1, [.. Enumerable.Range(1, 15).Select(value => (1_000_000 + value, (byte)value))])),
            ("40 exceptions of 128 blocks", StatusCodecTests.Sample(128, 40, 1)),
            ("180 exceptions of one block", StatusCodecTests.Sample(1, 180, 2)),
            ("21,000 exceptions: models renewed and counts halved", StatusCodecTests.Sample(1, 21_000, 3)),
            ("every entry Invalid", everything),
        })
        {
            var vector = new JsonObject { ["name"] = name, ["blocks"] = state.Blocks };
            if (state.CountExceptions() <= ListedEntries)
                vector["entries"] = Entries(state.Exceptions());
            else
                vector["count"] = state.CountExceptions();
            vector["stateRoot"] = Hex(state.Root());
            vector["payload"] = Hex(StatusSnapshotCodec.Encode(state));
            yield return vector;
        }
    }

    private static IEnumerable<JsonObject> Deltas()
    {
        var generator = new SeededGenerator(77);
        foreach (var (name, delta) in new (string, StatusDelta)[]
        {
            ("nothing changed, one block", new StatusDelta(1, [])),
            ("entry 5 is 1", new StatusDelta(1, [new(5, 1)])),
            ("entry 5 is Valid again", new StatusDelta(1, [new(5, 0)])),
            ("one change in 2^30 entries", new StatusDelta(1_024, [new((1L << 30) - 1, 0xD)])),
            ("35 changes in 476 blocks", StatusCodecTests.Delta(generator, 476, 35)),
            ("150 changes in one block", StatusCodecTests.Delta(generator, 1, 150)),
            ("3,000 changes in two blocks", StatusCodecTests.Delta(generator, 2, 3_000)),
        })
        {
            var vector = new JsonObject { ["name"] = name, ["blocks"] = delta.Blocks };
            if (delta.Changes.Length <= ListedEntries)
                vector["entries"] = Entries(delta.Changes.Select(change => (change.Entry, change.Value)));
            else
                vector["count"] = delta.Changes.Length;
            if (delta.Blocks <= 2)
            {
                var state = new RegionStatus(0);
                state.Apply(delta);
                vector["stateRoot"] = Hex(state.Root());
            }
            vector["payload"] = Hex(StatusDeltaCodec.Encode(delta));
            yield return vector;
        }
    }

    private static IEnumerable<JsonObject> Refused()
    {
        var good = StatusDeltaCodec.Encode(StatusCodecTests.Delta(new SeededGenerator(5), 2, 30));
        foreach (var (name, payload) in new (string, byte[])[]
        {
            ("nothing", []),
            ("no number of entries", [1]),
            ("a number in a longer form", [0x81, 0x00, 0x00]),
            ("a number of six bytes", [0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00]),
            ("1,025 blocks", [0x81, 0x08, 0x00]),
            ("more entries than the blocks have", [0x01, 0x81, 0x80, 0x40]),
            ("4,194,305 changes", [0x80, 0x08, 0x81, 0x80, 0x80, 0x02]),
            ("every entry of a block, and no bytes for them", [0x01, 0x80, 0x80, 0x40]),
            ("bytes after nothing", [0x01, 0x00, 0x00]),
            ("a zero byte at the end", [.. good, 0]),
            ("five bytes at the end", [.. good, 1, 2, 3, 4, 5]),
            ("cut in half", good[..(good.Length / 2)]),
            ("all ones", [.. good[..2], .. Enumerable.Repeat((byte)0xFF, good.Length)]),
        })
            yield return new() { ["name"] = name, ["kind"] = "delta", ["fault"] = StatusDeltaCodec.Decode(payload).Fault.ToString(), ["payload"] = Hex(payload) };
        var generator = new SeededGenerator(99);
        for (var i = 0; i < 40; i++)
        {
            var damaged = good.ToArray();
            damaged[generator.Next(damaged.Length)] ^= (byte)(1 << generator.Next(8));
            if (StatusDeltaCodec.Decode(damaged) is { Ok: false, Fault: var fault })
                yield return new() { ["name"] = $"a flipped bit, {i}", ["kind"] = "delta", ["fault"] = fault.ToString(), ["payload"] = Hex(damaged) };
        }
        yield return new() { ["name"] = "129 blocks", ["kind"] = "snapshot", ["fault"] = nameof(StatusFault.TooLarge), ["payload"] = "810100" };
        yield return new() { ["name"] = "a bomb of 2^27 entries", ["kind"] = "snapshot", ["fault"] = nameof(StatusFault.BadPayload), ["payload"] = "8001808080400000000000000000" };
    }

    private static IEnumerable<JsonObject> ChunkProofs()
    {
        var state = StatusCodecTests.Sample(3, 9_000, 8);
        var (root, exception) = (state.Root(), state.Exceptions().First(entry => entry.Entry > 5_000).Entry);
        foreach (var (name, entry) in new[] { ("an exception", exception), ("a Valid entry", 0L), ("the last entry", state.Entries - 1) })
            yield return Proof(name, state.Prove(entry).Bytes, root, 3, entry);
        var proof = state.Prove(exception).Bytes;
        yield return Proof("another entry's proof", proof, root, 3, exception + StatusSpace.ChunkEntries);
        yield return Proof("an entry of no opened block", proof, root, 3, state.Entries);
        yield return Proof("another root", proof, new byte[32], 3, exception);
        yield return Proof("cut short", proof[..^1], root, 3, exception);
        yield return Proof("a byte more", (byte[])[.. proof.Span, 0], root, 3, exception);
        var other = proof.ToArray();
        other[30] ^= 1;
        yield return Proof("another leaf", other, root, 3, exception);
    }

    private static JsonObject Proof(string name, ReadOnlyMemory<byte> proof, ReadOnlyMemory<byte> root, int blocks, long entry)
    {
        var vector = new JsonObject { ["name"] = name, ["stateRoot"] = Hex(root), ["blocks"] = blocks, ["entry"] = entry };
        var verified = ChunkProof.Verify(proof, root, blocks, entry);
        vector[verified.Ok ? "value" : "fault"] = verified.Ok ? (int)verified.Value.Value : verified.Fault.ToString();
        vector["proof"] = Hex(proof);
        return vector;
    }

    private static RegionStatus With(int blocks, params (long Entry, byte Value)[] entries)
    {
        var state = new RegionStatus(blocks);
        foreach (var (entry, value) in entries)
            state.Set(entry, value);
        return state;
    }

    /// <summary>One line a vector, so that a difference shows which.</summary>
    private static string File(string about, IEnumerable<JsonObject> vectors, JsonObject? keys = null) =>
        "{\n" + $"\"about\": {JsonSerializer.Serialize(about, Plain)},\n"
        + (keys is null ? string.Empty : $"\"keys\": {keys.ToJsonString(Plain)},\n")
        + "\"vectors\": [\n" + string.Join(",\n", vectors.Select(vector => vector.ToJsonString(Plain))) + "\n]\n}\n";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
