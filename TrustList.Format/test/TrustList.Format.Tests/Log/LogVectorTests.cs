using System.Text.Json.Nodes;
using TrustList.Format.Log;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Log;

/// <summary>
/// The test values of SPEC.md §12: the files are what the code writes and answers, and readers in JavaScript that were
/// written from SPEC.md agree on each. To write the files anew set WRITE_LOG_VECTORS=1; released ones must not change.
/// </summary>
public sealed class LogVectorTests
{
    private const int LeastChecked = 190;

    public static TheoryData<string> Names => [.. LogVectors.Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_what_the_code_writes(string name)
    {
        var path = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", "log", name);
        var written = LogVectors.Files[name]();
        if (Environment.GetEnvironmentVariable("WRITE_LOG_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, written);
        }
        Assert.Equal(File.ReadAllText(path), written);
    }

    [NodeFact]
    public async Task Readers_in_JavaScript_agree_on_every_vector()
    {
        var result = JsonNode.Parse(await NodePeer.RunAsync("log", "check-vectors.mjs", string.Empty))!;
        Assert.Empty(result["disagreements"]!.AsArray().Select(text => text!.GetValue<string>()));
        Assert.InRange(result["checked"]!.GetValue<int>(), LeastChecked, int.MaxValue);
    }

    [Fact]
    public void Answers_every_sample_as_it_must()
    {
        foreach (var sample in LogSamples.Epochs())
            Assert.Equal((sample.Name, sample.Fault is null), (sample.Name, Epoch.Read(sample.Bytes).Ok));
        foreach (var sample in LogSamples.Checkpoints())
            Assert.Equal((sample.Name, sample.Fault), (sample.Name, FaultOf(WitnessedCheckpoint.Verify(sample.Bytes, LogVectors.Log().Policy, sample.Now))));
        foreach (var sample in LogSamples.Proofs())
            Assert.Equal((sample.Name, sample.Fault), (sample.Name, LogProof.Read(sample.Bytes) is { Ok: true } proof ? FaultOf(proof.Value.Verify(LogVectors.Log().Policy, sample.Now)) : LogFault.Malformed));
    }

    [Fact]
    public void Survives_mutations_of_notes_epochs_and_proofs()
    {
        var (policy, now) = (LogVectors.Log().Policy, LogVectors.At(600));
        var note = LogSamples.Checkpoints().First().Bytes;
        var whole = WitnessedCheckpoint.Verify(note, policy, now).Value;
        // A changed name or key id of one witness's line leaves three: the quorum, and the same checkpoint. Anything else is refused.
        Mutations.Of(note, 11, 2_000, bytes => Assert.True(
            WitnessedCheckpoint.Verify(bytes, policy, now) is not { Ok: true, Value: var read } || (read.Checkpoint.Same(whole.Checkpoint) && read.LoggedAt == whole.LoggedAt)));
        var proof = LogSamples.Proofs().First().Bytes;
        Mutations.Of(proof, 12, 2_000, bytes => Assert.True(
            LogProof.Read(bytes) is not { Ok: true } read || read.Value.Verify(policy, now) is not { Ok: true } shown || shown.Value.Epoch.Number == 6));
        Mutations.Of(LogVectors.Sample(1).Write(), 13, 2_000, bytes => Assert.True(Epoch.Read(bytes) is not { Ok: true } read || read.Value.Write().AsSpan().SequenceEqual(bytes)));
    }

    private static LogFault? FaultOf<T>(LogResult<T> result) => result.Ok ? null : result.Fault;
}
