using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;

namespace TrustList.Testing;

/// <summary>
/// The status of simulated regions as a hub keeps it: their signed heads and deltas, the epochs that cover them, and the
/// packages made of them. Every state since the first stays at hand, so that a test can serve any mixture of them.
/// </summary>
/// <param name="log">The log; null for a federation without one: then packages have no proof.</param>
public sealed class SimulatedStatus(SimulatedLog? log)
{
    private readonly SortedDictionary<string, List<Step>> regions = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, ImmutableSortedDictionary<string, long> Versions)> epochs = [];

    private sealed record Step(VerifiedStatusHead Head, byte[] Delta, StatusDelta Changes, RegionStatus State);

    /// <summary>The snapshot of the trust list that epochs name from now on.</summary>
    public ReadOnlyMemory<byte> SnapshotSha256 { get; set; } = SHA256.HashData([]);

    /// <summary>The number of the newest epoch; -1 before the first.</summary>
    public long Newest => epochs.Count - 1;

    /// <summary>Signs a region's next head.</summary>
    /// <param name="region">The region.</param>
    /// <param name="at">When.</param>
    /// <param name="changes">What changes, in any order.</param>
    public SimulatedHead Change(RegionSimulator region, DateTimeOffset at, params IEnumerable<(long Entry, StatusValue Value)> changes)
    {
        if (!regions.TryGetValue(region.Code, out var steps))
            regions[region.Code] = steps = [];
        var before = steps.LastOrDefault();
        var sorted = changes.Select(change => new StatusChange(change.Entry, (byte)change.Value)).OrderBy(change => change.Entry).ToImmutableArray();
        var blocks = Math.Max(before?.State.Blocks ?? 1, sorted.IsEmpty ? 1 : (int)(sorted[^1].Entry / StatusSpace.BlockEntries) + 1);
        var delta = new StatusDelta(blocks, sorted);
        var state = before?.State.Copy() ?? new RegionStatus(blocks);
        state.Apply(delta);
        var claims = new StatusHeadClaims(region.Code, steps.Count + 1, Whole(at), blocks, state.Root(), before?.Head.Hash ?? StatusHeadClaims.NoPrevious);
        var head = StatusHead.Sign(claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint);
        var verified = VerifiedStatusHead.Verify(head, region.Code, _ => region.StatusKey.PublicKey, at).Value;
        steps.Add(new Step(verified, StatusDeltaCodec.Encode(delta), delta, state));
        return HeadOf(region.Code, steps.Count);
    }

    /// <summary>A region's head of a version, with its delta.</summary>
    public SimulatedHead HeadOf(string region, long version) =>
        new(region, version, regions[region][(int)version - 1].Head.Bytes.ToArray(), regions[region][(int)version - 1].Delta);

    /// <summary>A region's state at a version.</summary>
    public RegionStatus StateOf(string region, long version) => regions[region][(int)version - 1].State;

    /// <summary>Makes an epoch of every region's newest head, or of the versions given; the witnesses cosign at once.</summary>
    /// <returns>Its number.</returns>
    public long Seal(DateTimeOffset at, params IEnumerable<(string Region, long Version)> versions)
    {
        var sealedNow = regions.ToImmutableSortedDictionary(region => region.Key, region => (long)region.Value.Count, StringComparer.Ordinal)
            .SetItems(versions.Select(one => KeyValuePair.Create(one.Region, one.Version)));
        epochs.Add((Whole(at), sealedNow));
        log?.Append(new Epoch(0, Whole(at), SnapshotSha256, HeadsTree.Root(HeadsAt(Newest)), sealedNow.Count, MerkleTree.EmptyRoot, 0));
        return Newest;
    }

    /// <summary>The proof of an epoch under the checkpoint that ends with it; empty without a log.</summary>
    public byte[] Proof(long epoch) => log?.Prove(epoch, epochs[(int)epoch].At, (int)epoch + 1) ?? [];

    /// <summary>A package of whole states.</summary>
    /// <param name="epoch">As of which epoch.</param>
    /// <param name="only">The regions whose states are in it; none for all.</param>
    public StatusPackage Snapshot(long epoch, params string[] only)
    {
        var listed = Listed(epoch, region => only.Length == 0 || only.Contains(region));
        return Package(StatusPackageKind.Snapshot, epoch, listed) with { Payloads = [.. listed.Select(step => (ReadOnlyMemory<byte>)StatusSnapshotCodec.Encode(step.State))] };
    }

    /// <summary>A package of everything that changed since an epoch.</summary>
    public StatusPackage Rollup(long from, long epoch)
    {
        var listed = Listed(epoch, region => VersionAt(from, region) != VersionAt(epoch, region));
        var deltas = listed.Select(step => regions[step.Head.Claims.Region]
            .Skip((int)VersionAt(from, step.Head.Claims.Region)).Take((int)(step.Head.Claims.Version - VersionAt(from, step.Head.Claims.Region)))
            .Select(one => one.Changes).Aggregate((older, newer) => older.Then(newer))).ToList();
        return Package(StatusPackageKind.Rollup, epoch, listed) with { FromEpoch = Math.Max(0, from), Payloads = [StatusDeltaCodec.Encode(StatusDelta.Concat(deltas))] };
    }

    /// <summary>A package of heads alone.</summary>
    public StatusPackage Heads(long epoch)
    {
        var listed = Listed(epoch, _ => true);
        return Package(StatusPackageKind.Heads, epoch, listed) with { Heads = [.. listed.Select(step => CompactHead.Of(step.Head, withRoot: true))] };
    }

    /// <summary>Serves everything as of an epoch; every rollup begins where it says, or at the first epoch.</summary>
    public void Serve(HubSimulator hub, long epoch, Func<string, long>? from = null)
    {
        hub.Put("state/nation", Snapshot(epoch).Write());
        hub.Put("state/heads", Heads(epoch).Write());
        foreach (var region in regions.Keys.Where(region => VersionAt(epoch, region) > 0))
            hub.Put($"state/region/{region}", Snapshot(epoch, region).Write());
        foreach (var window in new[] { "1m", "1h", "6h", "24h", "7d" })
            hub.Put($"state/rollup/{window}", Rollup(from?.Invoke(window) ?? 0, epoch).Write());
        if (log is not null)
            hub.Put("log/proof", Proof(epoch));
    }

    /// <summary>Pushes a head.</summary>
    public static void Push(HubSimulator hub, SimulatedHead head) => hub.Feed.Push("status", new JsonObject
    {
        ["region"] = head.Region,
        ["version"] = head.Version,
        ["head"] = Convert.ToBase64String(head.Head),
        ["delta"] = Convert.ToBase64String(head.Delta),
    }.ToJsonString());

    /// <summary>Pushes an epoch with the versions that are new in it.</summary>
    public void PushEpoch(HubSimulator hub, long epoch) => hub.Feed.Push("epoch", new JsonObject
    {
        ["proof"] = Convert.ToBase64String(Proof(epoch)),
        ["heads"] = new JsonArray([.. Fresh(epoch).Select(one => (JsonNode)new JsonObject { ["region"] = one.Region, ["version"] = one.Version })]),
    }.ToJsonString());

    /// <summary>The versions that are new in an epoch.</summary>
    public IReadOnlyList<(string Region, long Version)> Fresh(long epoch) =>
        [.. epochs[(int)epoch].Versions.Where(one => one.Value != VersionAt(epoch - 1, one.Key)).Select(one => (one.Key, one.Value))];

    private StatusPackage Package(StatusPackageKind kind, long epoch, List<Step> listed) => new()
    {
        Kind = kind,
        Heads = [.. listed.Select(step => CompactHead.Of(step.Head))],
        Others = [.. HeadsAt(epoch).Where(head => listed.TrueForAll(step => step.Head.Claims.Region != head.Region))],
        LogProof = Proof(epoch),
    };

    private List<Step> Listed(long epoch, Func<string, bool> where) =>
        [.. regions.Where(region => VersionAt(epoch, region.Key) > 0 && where(region.Key)).Select(region => region.Value[(int)VersionAt(epoch, region.Key) - 1])];

    private List<(string Region, ReadOnlyMemory<byte> Hash)> HeadsAt(long epoch) =>
        [.. epochs[(int)epoch].Versions.Select(one => (one.Key, regions[one.Key][(int)one.Value - 1].Head.Hash))];

    private long VersionAt(long epoch, string region) => epoch < 0 ? 0 : epochs[(int)epoch].Versions.GetValueOrDefault(region);

    private static DateTimeOffset Whole(DateTimeOffset at) => Instants.WholeSeconds(at);
}

/// <summary>A head with the delta that leads to it, as they are pushed.</summary>
/// <param name="Region">The region.</param>
/// <param name="Version">The version.</param>
/// <param name="Head">The head.</param>
/// <param name="Delta">The delta.</param>
public sealed record SimulatedHead(string Region, long Version, byte[] Head, byte[] Delta);
