using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Log;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

/// <summary>
/// The test values of SPEC.md §12 as files: good bytes and hostile ones, with what a reader must answer. Keys are test keys
/// made of one repeated byte; nothing is random, so that the files are the same whenever they are written.
/// </summary>
internal static class LogVectors
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Regions = ["310000", "320000", "330000", "340000"];

    /// <summary>Each file by its name, as text.</summary>
    public static ImmutableSortedDictionary<string, Func<string>> Files { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, Func<string>>
    {
        ["keys.json"] = () => Text(new() { ["vectors"] = Keys() }),
        ["epochs.json"] = () => Text(new() { ["vectors"] = Epochs() }),
        ["checkpoints.json"] = () => Text(new() { ["policies"] = Policies(), ["vectors"] = Of(LogSamples.Checkpoints(), Checkpoint) }),
        ["proofs.json"] = () => Text(new() { ["policies"] = Policies(), ["vectors"] = Of(LogSamples.Proofs(), Proof) }),
        ["merkle.json"] = () => Text(LogTreeVectors.Merkle()),
        ["tiles.json"] = () => Text(new() { ["vectors"] = LogTreeVectors.Tiles() }),
    });

    internal static LogSimulator Log() => new("log.hub.test", SeededEd25519.Of(1), Regions.Select((region, i) => (region, SeededEd25519.Of((byte)(10 + i)))), 3);

    internal static LogSimulator OtherLog() => new("log.hub.test", SeededEd25519.Of(2), Regions.Select((region, i) => (region, SeededEd25519.Of((byte)(20 + i)))), 3);

    internal static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);

    internal static Epoch Sample(long number) => new(
        number, At((int)number), SHA256.HashData([(byte)number]), SHA256.HashData([1, (byte)number]), 31, number % 2 == 0 ? MerkleTree.EmptyRoot : SHA256.HashData([2, (byte)number]), (int)(number % 2) * 3);

    internal static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);

    private static string Text(JsonObject file) => file.ToJsonString(Indented) + "\n";

    private static JsonObject Policies() => new() { ["sample"] = LogPolicyJson.Write(Log().Policy) };

    private static JsonArray Of(IEnumerable<LogSample> samples, Func<LogSample, JsonObject> answer) => [.. samples.Select(sample =>
    {
        var vector = new JsonObject { ["name"] = sample.Name, ["policy"] = "sample", ["now"] = sample.Now.ToUnixTimeSeconds(), ["bytes"] = Base64(sample.Bytes) };
        foreach (var (name, value) in answer(sample).ToList())
            vector[name] = value?.DeepClone();
        return vector;
    })];

    private static JsonArray Keys() => [.. new[] { ("log.hub.test", NoteKeyKind.Log, 1), ("log.hub.test/witness/310000", NoteKeyKind.Cosignature, 10) }.Select(item =>
    {
        var key = new NoteKey(item.Item1, item.Item2, SeededEd25519.Of((byte)item.Item3).PublicKey);
        return new JsonObject { ["name"] = $"key of {item.Item1}", ["keyName"] = key.Name, ["kind"] = (int)key.Kind, ["spki"] = Base64(key.Key.SubjectPublicKeyInfo), ["vkey"] = key.ToString() };
    })];

    private static JsonArray Epochs() => [.. LogSamples.Epochs().Select(sample =>
    {
        var vector = new JsonObject { ["name"] = sample.Name, ["bytes"] = Base64(sample.Bytes), ["fault"] = null };
        var read = Epoch.Read(sample.Bytes);
        if (!read.Ok)
        {
            vector["fault"] = nameof(LogFault.Malformed);
            return vector;
        }
        vector["number"] = read.Value.Number;
        vector["time"] = read.Value.Time.ToUnixTimeSeconds();
        vector["snapshotSha256"] = Base64(read.Value.SnapshotSha256);
        vector["headsRoot"] = Base64(read.Value.HeadsRoot);
        vector["heads"] = read.Value.Heads;
        vector["issuanceRoot"] = Base64(read.Value.IssuanceRoot);
        vector["batches"] = read.Value.Batches;
        if (read.Value.Transfers > 0)
        {
            vector["transfersRoot"] = Base64(read.Value.TransfersRoot);
            vector["transfers"] = read.Value.Transfers;
        }
        vector["leafHash"] = Base64(MerkleTree.LeafHash(sample.Bytes));
        return vector;
    })];

    private static JsonObject Checkpoint(LogSample sample)
    {
        var read = WitnessedCheckpoint.Verify(sample.Bytes, Log().Policy, sample.Now);
        return !read.Ok ? new() { ["fault"] = read.Fault.ToString() } : new()
        {
            ["fault"] = null,
            ["size"] = read.Value.Checkpoint.Size,
            ["root"] = Base64(read.Value.Checkpoint.Root),
            ["cosigned"] = read.Value.Cosignatures.Length,
            ["loggedAt"] = read.Value.LoggedAt.ToUnixTimeSeconds(),
        };
    }

    private static JsonObject Proof(LogSample sample)
    {
        var proof = LogProof.Read(sample.Bytes);
        var read = proof.Ok ? proof.Value.Verify(Log().Policy, sample.Now) : LogResult<WitnessedEpoch>.Fail(LogFault.Malformed, proof.Detail);
        return !read.Ok ? new() { ["fault"] = read.Fault.ToString() } : new()
        {
            ["fault"] = null,
            ["number"] = read.Value.Epoch.Number,
            ["size"] = read.Value.Checkpoint.Checkpoint.Size,
            ["newest"] = read.Value.IsNewest,
            ["loggedAt"] = read.Value.LoggedAt.ToUnixTimeSeconds(),
        };
    }
}
