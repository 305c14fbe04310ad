using System.Globalization;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Federation.ReferenceAdapter;

/// <summary>The regions' states as a device keeps them beside the trust list: in memory and in the folder.</summary>
/// <param name="folder">The trust list's folder.</param>
/// <param name="http">Fetches.</param>
/// <param name="clock">The question's instant.</param>
/// <param name="patience">How patient to be.</param>
internal sealed class RegionStates(string folder, HttpClient http, TimeProvider clock, SyncOptions patience)
{
    private readonly StatusStore store = StatusStore.Open(folder);
    private StatusClient? client;

    /// <summary>What answers about a licence: the states in memory, or after a restart those stored; null where there are none.</summary>
    public IStatusSource? At(TrustState trust, DateTimeOffset now) => client?.Mirror ?? (IStatusSource?)store.Load(trust, now).Status;

    /// <summary><c>pull</c>.</summary>
    public async Task<JsonObject> PullAsync(Uri hub, TrustState trust)
    {
        var outcome = await Client(hub, trust).PullAsync(trust);
        return outcome.Ok ? Held() : Reply.Reject($"{outcome.Fault?.ToString() ?? outcome.Transport?.ToString()}", outcome.Detail);
    }

    /// <summary><c>push</c>.</summary>
    public JsonObject Push(Question question, TrustState trust)
    {
        var (mirror, data) = (Client(question.Address("url"), trust).Mirror, question.Node("data")!);
        var outcome = question.Text("event") == "status"
            ? mirror.ApplyUpdate((string)data["region"]!, Bytes(data["head"]), Bytes(data["delta"]), trust, question.Now)
            : mirror.ApplyEpoch(Bytes(data["proof"]), data["heads"]!.AsArray().Select(head => ((string)head!["region"]!, (long)head["version"]!)), trust, question.Now);
        if (outcome.Changed && client!.Save() is { } unsaved)
            return Reply.Error(unsaved);
        return outcome.Ok ? Held() : Reply.Reject($"{outcome.Fault}", outcome.Detail);
    }

    /// <summary><c>status</c> by a head and a chunk proof, which need nothing else but the region's keys.</summary>
    public static JsonObject Prove(Question question, ReadOnlyMemory<byte> head, TrustState trust)
    {
        var (uri, index, now) = (question.Text("uri")!, question.Number("index"), question.Now);
        if (Owner(uri, trust, now) is not var (region, block) || index is < 0 or >= Limits.StatusListEntries)
            return Reply.Reject($"{StatusFault.WrongSubject}", "no entry of any active region");
        var verified = VerifiedStatusHead.Verify(head, region, keyId => trust.FindStatusKey(region, keyId, now), now);
        if (!verified.Ok)
            return Reply.Reject($"{verified.Fault}", verified.Detail);
        var claims = verified.Value.Claims;
        var proven = ChunkProof.Verify(question.Bytes("chunkProof")!.Value, claims.StateRoot, claims.Blocks, StatusSpace.EntryOf(block, (int)index));
        return proven.Ok ? Says(uri, index, proven.Value.Status) : Reply.Reject($"{proven.Fault}", proven.Detail);
    }

    /// <summary><c>status</c> of the states at hand.</summary>
    public JsonObject Status(Question question, TrustState trust)
    {
        var (uri, index, now) = (question.Text("uri")!, question.Number("index"), question.Now);
        if (Owner(uri, trust, now) is not var (region, block) || index is < 0 or >= Limits.StatusListEntries
            || At(trust, now)?.Find(region, block, (int)index) is not { } entry || trust.FindStatusKey(region, entry.KeyId, now) is null)
            return Reply.Reject("StatusListMissing", "neither list nor state");
        return entry.Value is { } value ? Says(uri, index, value) : Reply.Reject("StatusIndexUnknown", "the block is not opened");
    }

    private static JsonObject Says(string uri, long index, StatusValue value) =>
        Reply.Accept(new JsonObject { ["uri"] = uri, ["index"] = index, ["value"] = (int)value });

    // A region's own lists are its base and the number of the block (SPEC.md §7.14).
    private static (string Region, long Block)? Owner(string uri, TrustState trust, DateTimeOffset now)
    {
        foreach (var (region, node) in trust.Nodes)
            if (node.OwnsStatusUri(uri) && trust.StandingOf(region, now) == RegionStanding.Active && uri[node.StatusBase.Length..] is var name
                && (name is "0" || name[0] != '0') && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var block))
                return (region, block);
        return null;
    }

    private static byte[] Bytes(JsonNode? base64) => Convert.FromBase64String((string)base64!);

    private StatusClient Client(Uri hub, TrustState trust)
    {
        if (client is null)
        {
            client = new StatusClient(store, hub, http, clock, patience);
            client.Load(trust);
        }
        return client;
    }

    private JsonObject Held()
    {
        var evidence = new JsonObject
        {
            ["heads"] = new JsonObject(client!.Mirror.Regions.Select(region => KeyValuePair.Create<string, JsonNode?>(region.Code, region.Version + region.Pending))),
        };
        if (client.Mirror.Epoch is { } epoch)
            evidence["epoch"] = epoch;
        return Reply.Accept(evidence);
    }
}
