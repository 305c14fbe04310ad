using TrustList.Format.Status;

namespace TrustHub.Tests.Support;

/// <summary>Applies packages as a device does: nothing counts whose root is not in a head that the region signed.</summary>
public sealed class PackageReader(IEnumerable<NodeIdentity> nodes)
{
    private readonly Dictionary<string, NodeIdentity> _nodes = nodes.ToDictionary(node => node.Code, StringComparer.Ordinal);

    public Dictionary<string, RegionStatus> States { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Versions { get; } = new(StringComparer.Ordinal);

    public async Task<StatusPackage> FetchAsync(RunningHub hub, string name)
    {
        using var answer = await hub.Http.GetAsync($"/state/{name}");
        Assert.True(answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode}");
        Assert.Equal(StatusPackage.MediaType, answer.Content.Headers.ContentType?.MediaType);
        var package = StatusPackage.Read(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(package.Ok, package.Detail);
        return package.Value;
    }

    public async Task<StatusPackage> ApplyAsync(RunningHub hub, string name, DateTimeOffset now)
    {
        var package = await FetchAsync(hub, name);
        var parts = package.Kind == StatusPackageKind.Rollup
            ? StatusDeltaCodec.Decode(package.Payloads[0]).Value.Split([.. package.Heads.Select(head => head.Blocks)])
            : [];
        for (var i = 0; i < package.Heads.Length; i++)
        {
            var code = package.Heads[i].Region;
            RegionStatus state;
            if (package.Kind == StatusPackageKind.Snapshot)
            {
                state = StatusSnapshotCodec.Decode(package.Payloads[i]).Value;
            }
            else
            {
                state = States.GetValueOrDefault(code)?.Copy() ?? new RegionStatus(0);
                state.Apply(parts[i]);
            }
            Verify(package.Heads[i], state.Root(), now);
            (States[code], Versions[code]) = (state, package.Heads[i].Version);
        }
        return package;
    }

    public void Verify(CompactHead head, ReadOnlyMemory<byte> root, DateTimeOffset now)
    {
        var key = _nodes[head.Region].Region.StatusKey.PublicKey;
        var verified = VerifiedStatusHead.Verify(
            head.ToHead(root, key.Algorithm), head.Region, keyId => keyId == key.Thumbprint ? key : null, now);
        Assert.True(verified.Ok, $"{head.Region} {head.Version}: {verified.Fault}");
    }
}
