using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Federation.ReferenceAdapter;

/// <summary><c>checkLog</c>: the checkpoint that was accepted last lies in the folder, one for each origin and key.</summary>
/// <param name="folder">What is kept across a restart.</param>
/// <param name="http">Fetches.</param>
internal sealed class WatchedLog(string folder, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Checks the log and remembers it.</summary>
    public async Task<JsonObject> CheckAsync(Question question)
    {
        var policy = LogPolicy.Read((JsonObject)question.Node("policy")!);
        if (!policy.Ok)
            return Reply.Reject("Malformed", policy.Detail);
        using var patience = new CancellationTokenSource(Patience);
        var log = new Uri(question.Address("url"), "log/");
        try
        {
            return await CheckAsync(policy.Value, log, question.Now, patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return Reply.Reject($"{LogFault.MissingData}", failure.Message);
        }
    }

    private async Task<JsonObject> CheckAsync(LogPolicy policy, Uri log, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await GetAsync(log, "checkpoint", Limits.NoteBytes, cancellation) is not { } note || await GetAsync(log, "proof", Limits.LogProofBytes, cancellation) is not { } bytes)
            return Reply.Reject($"{LogFault.MissingData}", "no checkpoint or no proof");
        var witnessed = WitnessedCheckpoint.Verify(note, policy, now);
        if (!witnessed.Ok)
            return Reply.Reject($"{witnessed.Fault}", witnessed.Detail);
        var proof = LogProof.Read(bytes);
        if (!proof.Ok)
            return Reply.Reject($"{LogFault.Malformed}", $"{proof.Fault} {proof.Detail}");
        var epoch = proof.Value.Verify(policy, now);
        if (!epoch.Ok)
            return Reply.Reject($"{epoch.Fault}", epoch.Detail);
        var checkpoint = witnessed.Value.Checkpoint;
        if (!epoch.Value.IsNewest || !epoch.Value.Checkpoint.Checkpoint.Same(checkpoint))
            return Reply.Reject($"{LogFault.NotNewest}", $"epoch {epoch.Value.Epoch.Number} of {checkpoint.Size}");
        if (Seen(policy) is { } seen && await ObjectionAsync(seen, checkpoint, log, cancellation) is { } objection)
            return objection;
        Remember(policy, note);
        return Reply.Accept(new JsonObject { ["log"] = new JsonObject { ["size"] = checkpoint.Size, ["root"] = LowerHex.Of(checkpoint.Root.Span) } });
    }

    private async Task<JsonObject?> ObjectionAsync(Checkpoint seen, Checkpoint now, Uri log, CancellationToken cancellation)
    {
        if (now.Size < seen.Size || (now.Size == seen.Size && !now.Same(seen)))
            return Reply.Reject("LogRolledBack", $"{now.Size} leaves after {seen.Size}");
        var tiles = await TilesAsync(seen, now, log, cancellation);
        var compared = ViewComparison.Of(seen, now, tiles.GetValueOrDefault);
        return compared.Relation switch
        {
            ViewRelation.Same or ViewRelation.Consistent => null,
            ViewRelation.Contradict => Reply.Reject($"{LogFault.Inconsistent}", compared.Detail),
            _ => Reply.Reject(tiles.Values.Any(tile => tile is null) ? $"{LogFault.MissingData}" : $"{LogFault.WrongData}", compared.Detail),
        };
    }

    // The comparison asks for tiles one by one: what it misses is fetched, until it misses nothing new.
    private async Task<Dictionary<string, ReadOnlyMemory<byte>?>> TilesAsync(Checkpoint seen, Checkpoint now, Uri log, CancellationToken cancellation)
    {
        var tiles = new Dictionary<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal);
        for (; ; )
        {
            var missed = new HashSet<string>(StringComparer.Ordinal);
            ViewComparison.Of(seen, now, path =>
            {
                if (!tiles.TryGetValue(path, out var tile))
                    missed.Add(path);
                return tile;
            });
            if (missed.Count == 0)
                return tiles;
            foreach (var path in missed)
            {
                var tile = await GetAsync(log, path, TilePath.FullWidth * MerkleTree.HashBytes, cancellation);
                tiles[path] = tile is null ? (ReadOnlyMemory<byte>?)null : tile.AsMemory();
            }
        }
    }

    // Null where it is not there or has more bytes than it may.
    private async Task<byte[]?> GetAsync(Uri log, string path, int maxBytes, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(new Uri(log, path), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[maxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes[..length];
    }

    // What is stored is believed only with the log's signature.
    private Checkpoint? Seen(LogPolicy policy)
    {
        if (!File.Exists(FileOf(policy)))
            return null;
        var signed = SignedCheckpoint.Verify(File.ReadAllBytes(FileOf(policy)), policy.Origin, policy.Key);
        return signed.Ok ? signed.Value.Checkpoint : throw new InvalidOperationException($"the stored checkpoint: {signed.Fault} {signed.Detail}");
    }

    private void Remember(LogPolicy policy, byte[] note)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(FileOf(policy) + ".new", note);
        File.Move(FileOf(policy) + ".new", FileOf(policy), overwrite: true);
    }

    private string FileOf(LogPolicy policy) =>
        Path.Combine(folder, $"log-{LowerHex.Of(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{new NoteKey(policy.Origin, NoteKeyKind.Log, policy.Key)}")))}");
}
