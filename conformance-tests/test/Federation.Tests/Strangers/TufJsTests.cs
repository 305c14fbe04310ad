using System.Text.Json.Nodes;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace Federation.Tests.Strangers;

/// <summary>A client that knows nothing of this system follows the hub as any TUF repository.</summary>
public sealed class TufJsTests
{
    private static readonly string[] Everything = ["registry.json", "policy.json", "regions/310000/issuers.json", "regions/310000/node.json"];

    [NodeFact]
    public async Task Follows_the_running_hub_over_root_rotations_region_delegations_and_notices()
    {
        await using var world = await StrangerHub.StartAsync();
        using var stranger = new TufJs(world.Hub.PublicUrl, world.Anchor);
        AssertHas(world, await stranger.FollowAsync(world.Clock.Text, Everything), root: 1, Everything);

        for (var rotation = 0; rotation < 3; rotation++)
            await world.ReplaceTwoOperatorsAsync();
        await world.IssueNoticeAsync("rehearsal-1");
        string[] all = [.. Everything, NoticesDocument.Path];
        AssertHas(world, await stranger.FollowAsync(world.Clock.Text, all), root: 4, all);
        await world.IssueNoticeAsync("rehearsal-2");
        using var newcomer = new TufJs(world.Hub.PublicUrl, world.Anchor);
        foreach (var client in new[] { stranger, newcomer })
            AssertHas(world, await client.FollowAsync(world.Clock.Text, all), root: 4, all);

        var outside = await stranger.FollowAsync(world.Clock.Text, "regions/320000/issuers.json");
        Assert.True(outside["ok"]!.GetValue<bool>());
        Assert.Null(outside["files"]!["regions/320000/issuers.json"]);
    }

    [NodeTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fails_on_a_role_that_SM2_alone_signs_and_passes_where_it_signs_beside_ES256(bool beside)
    {
        await using var hub = await HubSimulator.StartAsync();
        var operators = Enumerable.Range(0, 3).Select(_ => SoftwareSigner.Create(SignatureAlgorithm.ES256)).ToArray();
        var sm2 = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        SoftwareSigner[] targets = beside ? [operators[0], sm2] : [sm2];
        var expires = TimeProvider.System.GetUtcNow().AddDays(1);
        var root = MetadataWriter.Write(
            new RootRole(1, expires, Table([.. operators, sm2]), new Dictionary<string, RoleKeys>
            {
                [RoleNames.Root] = KeysOf(operators[0]),
                [RoleNames.Timestamp] = KeysOf(operators[1]),
                [RoleNames.Snapshot] = KeysOf(operators[2]),
                [RoleNames.Targets] = KeysOf(targets),
            }, ConsistentSnapshot: true),
            operators[0]);
        hub.Files = hub.Files
            .SetItem("1.targets.json", MetadataWriter.Write(new TargetsRole(1, expires, new Dictionary<string, TargetFile>()), targets))
            .SetItem("1.snapshot.json", MetadataWriter.Write(new SnapshotRole(1, expires, new Dictionary<string, MetaFile> { ["targets.json"] = new(1) }), operators[2]))
            .SetItem("timestamp.json", MetadataWriter.Write(new TimestampRole(1, expires, new MetaFile(1)), operators[1]));
        using var stranger = new TufJs(hub.Url, root);
        var answer = await stranger.FollowAsync(now: null);
        Assert.True(beside == answer["ok"]!.GetValue<bool>(), answer.ToJsonString());
        if (!beside)
            Assert.Contains("targets", answer["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(beside, answer["versions"]!["targets"] is not null);
    }

    private static void AssertHas(StrangerHub world, JsonNode answer, long root, string[] paths)
    {
        Assert.True(answer["ok"]!.GetValue<bool>(), answer.ToJsonString());
        Assert.Equal(root, answer["versions"]!["root"]!.GetValue<long>());
        foreach (var path in paths)
            Assert.Equal(Convert.ToBase64String(world.Served(path)), answer["files"]![path]!.GetValue<string>());
    }

    private static RoleKeys KeysOf(params SoftwareSigner[] keys) => new([.. keys.Select(key => MetadataKey.Of(key.PublicKey).KeyId)], 1);

    private static Dictionary<string, MetadataKey> Table(IEnumerable<SoftwareSigner> keys) =>
        keys.Select(key => MetadataKey.Of(key.PublicKey)).ToDictionary(key => key.KeyId);
}
