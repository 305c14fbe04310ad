using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Worlds;

/// <summary>A log that a hub serves and a verifier checks again and again: four witnesses, of whom three must cosign.</summary>
internal sealed class LogWatch
{
    private readonly CaseRun run;
    private readonly HubSimulator hub;
    private readonly Dictionary<string, ISigner> witnesses;

    private LogWatch(CaseRun run, HubSimulator hub)
    {
        (this.run, this.hub) = (run, hub);
        Key = TestKeys.Create(SignatureAlgorithm.Ed25519);
        witnesses = Regions.ToDictionary(region => region, _ => (ISigner)TestKeys.Create(SignatureAlgorithm.Ed25519), StringComparer.Ordinal);
        Stranger = TestKeys.Create(SignatureAlgorithm.Ed25519);
        Log = new LogSimulator(Origin, Key, witnesses.Select(witness => (witness.Key, witness.Value)), quorum: 3);
    }

    /// <summary>The log's name.</summary>
    public const string Origin = "log.hub.test";

    /// <summary>The witnesses' regions.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["310000", "320000", "330000", "340000"];

    /// <summary>The instant of the questions.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The log.</summary>
    public LogSimulator Log { get; set; }

    /// <summary>The log's key.</summary>
    public ISigner Key { get; }

    /// <summary>A key that policy does not name.</summary>
    public ISigner Stranger { get; }

    /// <summary>The text of the newest checkpoint.</summary>
    public string Text => Log.Checkpoint(Log.Size).Text;

    /// <summary>A log of so many leaves that nobody has asked about yet.</summary>
    public static async Task<LogWatch> BeginAsync(CaseRun run, int size)
    {
        var watch = new LogWatch(run, await run.HubAsync());
        watch.Log.Grow(Now, size);
        return watch;
    }

    /// <summary>A note of any text and lines.</summary>
    public static byte[] Note(string text, params IEnumerable<string> lines) => Encoding.UTF8.GetBytes($"{text}\n{string.Concat(lines.Select(line => line + "\n"))}");

    /// <summary>Any signature line.</summary>
    public static string Line(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[sizeof(uint) + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
        signature.CopyTo(bytes.AsSpan(sizeof(uint)));
        return $"— {name} {Convert.ToBase64String(bytes)}";
    }

    /// <summary>The log's line under any text.</summary>
    public string LogLine(string text, ISigner? key = null, string name = Origin)
    {
        var signer = key ?? Key;
        return Line(name, new NoteKey(name, NoteKeyKind.Log, signer.PublicKey).KeyId, Signed(signer, text));
    }

    /// <summary>A witness's line under any text.</summary>
    public string WitnessLine(string region, string text, long? at = null, ISigner? key = null, NoteKeyKind kind = NoteKeyKind.Cosignature)
    {
        var (signer, name) = (key ?? witnesses[region], Witness.NameOf(Origin, region));
        var seconds = at ?? Now.ToUnixTimeSeconds();
        var time = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, seconds);
        var covered = string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}");
        return Line(name, new NoteKey(name, kind, signer.PublicKey).KeyId, [.. time, .. Signed(signer, covered)]);
    }

    /// <summary>A line of a witness that signed the bare text, as a log does.</summary>
    public string BareWitnessLine(string region, string text)
    {
        var (signer, name) = (witnesses[region], Witness.NameOf(Origin, region));
        return Line(name, new NoteKey(name, NoteKeyKind.Cosignature, signer.PublicKey).KeyId, Signed(signer, text));
    }

    /// <summary>Every witness's line.</summary>
    public IEnumerable<string> WitnessLines(string text) => Regions.Select(region => WitnessLine(region, text));

    /// <summary>A note of this text that log and witnesses signed.</summary>
    public byte[] Whole(string text) => Note(text, [LogLine(text), .. WitnessLines(text)]);

    /// <summary>Serves the log with this note as checkpoint and in the proof, and no other note.</summary>
    public void Serve(byte[]? note = null)
    {
        var shown = note ?? Whole(Text);
        ServeProof(shown, (Log.Prove(Log.Size - 1, Whole(Text)) with { CheckpointNote = shown }).Write());
    }

    /// <summary>Serves the log with this checkpoint and this proof; null: none.</summary>
    public void ServeProof(byte[] note, byte[]? proof)
    {
        hub.Log = Log;
        hub.Put("log/checkpoint", note);
        hub.Put("log/proof", proof);
    }

    /// <summary>Serves tiles and entry bundles changed from now on; null: not at all.</summary>
    public void Damage(Func<string, byte[], byte[]?> change)
    {
        hub.Log = null;
        foreach (var (path, content) in Log.Files.Where(file => file.Key.StartsWith("tile/", StringComparison.Ordinal)))
            hub.Put("log/" + path, change(path, [.. content]));
    }

    /// <summary>Restarts the verifier.</summary>
    public Task RestartAsync() => run.RestartAsync();

    /// <summary>The verifier must accept the log as it is now.</summary>
    public Task AcceptedAsync(LogPolicy? policy = null)
    {
        var checkpoint = Log.Checkpoint(Log.Size);
        var evidence = new JsonObject { ["log"] = new JsonObject { ["size"] = checkpoint.Size, ["root"] = LowerHex.Of(checkpoint.Root.Span) } };
        return AskAsync(policy, Expectation.Accepted(evidence));
    }

    /// <summary>The verifier must refuse what is served.</summary>
    public Task RefusedAsync(params ReadOnlySpan<string> reasons) => AskAsync(null, Expectation.Rejected(reasons));

    private Task AskAsync(LogPolicy? policy, Expectation expected) => run.AskAsync(
        new JsonObject { ["cmd"] = "checkLog", ["url"] = hub.Url.AbsoluteUri, ["policy"] = (policy ?? Log.Policy).Write(), ["now"] = Instants.Format(Now) }, expected);

    private static byte[] Signed(ISigner signer, string text) => signer.Sign(Encoding.UTF8.GetBytes(text), SignatureForm.P1363);
}
