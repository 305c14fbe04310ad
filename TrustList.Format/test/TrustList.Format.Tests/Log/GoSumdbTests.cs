using TrustList.Format.Log;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Log;

/// <summary>Go's sumdb note and tlog packages read our log: notes, tiles, every leaf, consistency.</summary>
public sealed class GoSumdbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("federation-log-");
    private readonly LogSimulator log = LogSamples.Grown(LogVectors.Log(), 300);

    public void Dispose() => folder.Delete(recursive: true);

    private void Save()
    {
        log.Publish(LogVectors.At(300));
        foreach (var (path, content) in log.Files)
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    private Task<string> CheckAsync(string older = "") => GoPeer.CheckAsync(
        folder.FullName, older, [new NoteKey(log.Policy.Origin, NoteKeyKind.Log, log.Policy.Key).ToString(), .. log.Policy.Witnesses.Select(witness => witness.NoteKey.ToString())]);

    private string Older(LogSimulator of, params int[] sizes) =>
        string.Concat(sizes.Select(size => System.Text.Encoding.UTF8.GetString(of.Note(LogVectors.At(size), size)) + "---\n"));

    [GoFact]
    public async Task Go_accepts_our_log_its_cosignatures_and_every_older_checkpoint()
    {
        Save();
        Assert.Equal("accepted: 300 leaves, 5 signatures, 6 older checkpoints\n", await CheckAsync(Older(log, 1, 2, 255, 256, 257, 300)));
    }

    [GoFact]
    public async Task Go_refuses_another_view_an_altered_leaf_and_another_key()
    {
        Save();
        var fork = LogVectors.Log();
        for (var i = 0; i < 200; i++)
            fork.Append(LogVectors.At(i), SampleHash);
        await AssertRefusedAsync("consistency", Older(fork, 200));

        var bundle = Path.Combine(folder.FullName, "tile/entries/001.p/44");
        var bytes = File.ReadAllBytes(bundle);
        File.WriteAllBytes(bundle, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        await AssertRefusedAsync("leaf 299");
        File.WriteAllBytes(bundle, bytes);

        var tile = Path.Combine(folder.FullName, "tile/0/000");
        bytes = File.ReadAllBytes(tile);
        File.WriteAllBytes(tile, [(byte)(bytes[0] ^ 1), .. bytes[1..]]);
        await AssertRefusedAsync("leaf 1");
        File.WriteAllBytes(tile, bytes);

        File.WriteAllBytes(Path.Combine(folder.FullName, "checkpoint"), LogSamples.Grown(LogVectors.OtherLog(), 300).Note(LogVectors.At(300), 300));
        await AssertRefusedAsync("note");
    }

    private static ReadOnlyMemory<byte> SampleHash { get; } = new byte[32];

    private async Task AssertRefusedAsync(string why, string older = "")
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(older));
        Assert.Contains($"refused: {why}", refused.Message, StringComparison.Ordinal);
    }
}
