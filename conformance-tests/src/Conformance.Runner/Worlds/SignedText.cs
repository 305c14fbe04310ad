using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>A trust list of which one file is spelled otherwise, and signed or listed by its real keys.</summary>
internal static class SignedText
{
    /// <summary>The federation of a scene, with another timestamp.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="covered">Changes the canonical form of what is signed.</param>
    /// <param name="written">Changes its text in the file, given what was signed as text; null: as signed.</param>
    /// <param name="file">Changes the text of the whole file.</param>
    /// <param name="seal">Changes the signature.</param>
    /// <param name="fits">Which signatures the change can be made to; others are made again.</param>
    public static SimulatedRepository Timestamp(
        Scene scene, Func<string, string>? covered = null, Func<string, string>? written = null, Func<string, string>? file = null, Func<byte[], byte[]>? seal = null, Func<byte[], bool>? fits = null)
    {
        var repository = scene.Published();
        var signed = CanonicalJson.Encode(CanonicalJson.Parse(repository.Files["timestamp.json"], Limits.MetadataBytes).Value["signed"]!);
        var text = Encoding.UTF8.GetString(signed);
        text = covered?.Invoke(text) ?? text;
        byte[] signature;
        do
            signature = repository.TimestampKey.Sign(Encoding.UTF8.GetBytes(text), SignatureForm.Der);
        while (fits?.Invoke(signature) == false);
        signature = seal?.Invoke(signature) ?? signature;
        var keyId = MetadataKey.Of(repository.TimestampKey.PublicKey).KeyId;
        var whole = $"{{\"signatures\":[{{\"keyid\":\"{keyId}\",\"sig\":\"{LowerHex.Of(signature)}\"}}],\"signed\":{written?.Invoke(text) ?? text}}}";
        repository.Put("timestamp.json", Bytes(file?.Invoke(whole) ?? whole));
        return repository;
    }

    /// <summary>The federation of a scene, whose targets role lists another spelling of a document.</summary>
    public static SimulatedRepository Document(Scene scene, string path, Func<string, string> change)
    {
        scene.Repository = repository => repository.Spoil = (role, signed) =>
        {
            if (!signed.Targets.ContainsKey(path))
                return signed;
            var content = Bytes(change(Encoding.UTF8.GetString(repository.Target(path)!.Value.Span)));
            var hash = LowerHex.Of(SHA256.HashData(content));
            var cut = path.LastIndexOf('/') + 1;
            repository.Put($"targets/{path[..cut]}{hash}.{path[cut..]}", content);
            return signed with { Targets = signed.Targets.ToDictionary(file => file.Key, file => file.Key == path ? new TargetFile(content.Length, hash) : file.Value) };
        };
        return scene.Published();
    }

    /// <summary>Names a further key in the first root and in its timestamp role, and signs the root again.</summary>
    /// <returns>The key's identifier.</returns>
    public static string AddKey(SimulatedRepository repository, string type, string scheme, string text)
    {
        var root = CanonicalJson.Parse(repository.Anchor, Limits.MetadataBytes).Value;
        var key = new JsonObject { ["keytype"] = type, ["scheme"] = scheme, ["keyval"] = new JsonObject { ["public"] = text } };
        var keyId = LowerHex.Of(SHA256.HashData(CanonicalJson.Encode(key)));
        root["signed"]!["keys"]![keyId] = key;
        root["signed"]!["roles"]!["timestamp"]!["keyids"]!.AsArray().Add(keyId);
        root["signatures"] = new JsonArray();
        repository.Put("1.root.json", repository.RootKeys[..3].Aggregate(CanonicalJson.EncodeText(root), (file, signer) => MetadataWriter.AddSignature(file, signer).Value));
        return keyId;
    }

    /// <summary>Signs the timestamp with one key alone.</summary>
    public static void SignAlone(SimulatedRepository repository, ISigner signer)
    {
        var timestamp = CanonicalJson.Parse(repository.Files["timestamp.json"], Limits.MetadataBytes).Value;
        timestamp["signatures"] = new JsonArray();
        repository.Put("timestamp.json", MetadataWriter.AddSignature(CanonicalJson.EncodeText(timestamp), signer).Value);
    }

    /// <summary>Serves it, and lets the adapter sync.</summary>
    public static async Task SyncAsync(CaseRun run, Scene scene, SimulatedRepository repository, params string[] refusal)
    {
        (await run.HubAsync()).Files = repository.Files;
        await run.InitAsync(repository.Anchor);
        await run.SyncAsync(scene.SyncedAt, refusal.Length > 0 ? Expectation.Rejected(refusal) : Expectation.Accepted(Evidence.Of(repository)));
    }

    // U+E0xx of the private use area stands for the byte xx: so that a text can hold what is no UTF-8.
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is >= 0xE000 and <= 0xE0FF)
                bytes.Add((byte)rune.Value);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        return [.. bytes];
    }
}
