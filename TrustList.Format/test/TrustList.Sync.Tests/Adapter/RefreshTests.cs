using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>The top-level roles, as the adapter's program follows them from run to run.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task Follows_a_repository_and_stores_its_files_as_received()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        Assert.Empty(bed.Requests());
        await bed.RefreshedAsync();
        Assert.Equal(["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"], bed.Requests());
        foreach (var (name, served) in new[] { ("root", "1.root"), ("timestamp", "timestamp"), ("snapshot", "1.snapshot"), ("targets", "1.targets") })
            Assert.Equal(bed.Hub.Files[served + ".json"], File.ReadAllBytes(Path.Combine(bed.Client.MetadataFolder, name + ".json")));
        await bed.RefreshedAsync();
        Assert.Equal(["2.root.json", "timestamp.json"], bed.Requests());
    }

    [Fact]
    public async Task Rejects_an_anchor_that_its_own_threshold_did_not_sign()
    {
        await using var bed = await TufBed.StartAsync();
        Assert.Equal(1, await bed.Client.InitAsync(MetadataWriter.Write(bed.Root, TufBed.Key())));
        bed.AssertRefused(await bed.Client.InitAsync(TufBed.Forge(bed.Hub.Files["1.root.json"], signed => signed.Remove("version"), bed.Signers[RoleNames.Root])), MetadataFault.Malformed);
        Assert.Equal(1, await bed.Client.RefreshAsync());
        Assert.Empty(bed.Requests());
        Assert.Equal(0, await bed.Client.InitAsync(bed.Hub.Files["1.root.json"]));
        Assert.Equal(1, await bed.Client.InitAsync(bed.Hub.Files["1.root.json"]));
    }

    [Fact]
    public async Task Rejects_a_line_that_is_no_command()
    {
        await using var bed = await TufBed.StartAsync();
        foreach (var line in new[] { "", "refresh", "--metadata-dir x", "--metadata-dir x refresh", "--metadata-dir x --metadata-url :: refresh", "--metadata-dir x --metadata-url http://127.0.0.1 download", "--other x refresh" })
            Assert.Equal(64, await bed.Client.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Follows_rotated_roots_also_through_one_that_had_expired_and_stops_at_one_that_the_old_keys_did_not_sign()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        var first = bed.Signers[RoleNames.Root][0];
        bed.Signers[RoleNames.Root] = [TufBed.Key()];
        bed.PublishRoot(WithRootKeys(bed, TufBed.Past), [first, .. bed.Signers[RoleNames.Root]]);
        bed.PublishRoot(WithRootKeys(bed, TufBed.Later));
        await bed.RefreshedAsync();
        Assert.Equal(3, bed.Trusted(RoleNames.Root));
        Assert.Equal("4.root.json", bed.Requests()[2]);

        bed.Signers[RoleNames.Root] = [TufBed.Key()];
        bed.PublishRoot(WithRootKeys(bed, TufBed.Later));
        await bed.RefusedAsync(MetadataFault.BelowThreshold);
        Assert.Equal(3, bed.Trusted(RoleNames.Root));
    }

    [Fact]
    public async Task Keeps_an_expired_root_and_nothing_after_it()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        await bed.RefreshedAsync();
        bed.PublishRoot(root => root with { Expires = TufBed.Past });
        bed.Publish(RoleNames.Targets);
        bed.Requests();
        await bed.RefusedAsync(MetadataFault.Expired);
        Assert.Equal((2, 1), (bed.Trusted(RoleNames.Root), bed.Trusted(RoleNames.Timestamp)));
        Assert.Equal(["2.root.json", "3.root.json"], bed.Requests());
    }

    [Fact]
    public async Task Rejects_a_rollback_of_timestamp_snapshot_or_a_role_across_runs()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Publish(RoleNames.Targets);
        await bed.RefreshedAsync();

        bed.TimestampVersion = 0;
        bed.PublishTimestamp(new MetaFile(2));
        await bed.RefusedAsync(MetadataFault.Rollback);
        bed.TimestampVersion = 2;
        bed.PublishTimestamp(new MetaFile(1));
        await bed.RefusedAsync(MetadataFault.Rollback);
        bed.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(1) });
        await bed.RefusedAsync(MetadataFault.Rollback);
        Assert.Equal((2, 2), (bed.Trusted(RoleNames.Snapshot), bed.Trusted(RoleNames.Targets)));
    }

    [Fact]
    public async Task Rejects_a_rollback_behind_a_stored_snapshot_although_it_and_its_timestamp_expired_since()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Publish(RoleNames.Targets);
        await bed.RefreshedAsync();
        // As though time had passed: the same files, expired, in the client's folder.
        foreach (var role in new[] { RoleNames.Timestamp, RoleNames.Snapshot })
        {
            var file = Path.Combine(bed.Client.MetadataFolder, role + ".json");
            File.WriteAllBytes(file, TufBed.Forge(File.ReadAllBytes(file), signed => signed["expires"] = Instants.Format(TufBed.Past), bed.Signers[role]));
        }
        bed.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(1) });
        await bed.RefusedAsync(MetadataFault.Rollback);
    }

    [Fact]
    public async Task Recovers_from_a_fast_forward_once_a_snapshot_key_is_rotated()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(1), ["gone.json"] = new(1_000_000) });
        bed.SnapshotVersion = bed.TimestampVersion = 1_000_000;
        bed.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(1), ["gone.json"] = new(1_000_000) });
        await bed.RefreshedAsync();
        Assert.Equal(1_000_001, bed.Trusted(RoleNames.Timestamp));
        bed.SnapshotVersion = bed.TimestampVersion = 1;
        bed.Publish(RoleNames.Targets);
        await bed.RefusedAsync(MetadataFault.Rollback);

        bed.Rotate(RoleNames.Snapshot);
        bed.Publish(RoleNames.Targets);
        bed.Hub.Misbehave(Misbehaviour.Withhold, path => path.EndsWith("timestamp.json", StringComparison.Ordinal), times: 1);
        Assert.Equal(1, await bed.Client.RefreshAsync());
        Assert.Equal((2, null), (bed.Trusted(RoleNames.Root), bed.Trusted(RoleNames.Timestamp)));
        await bed.RefreshedAsync();
        Assert.Equal((3, 3), (bed.Trusted(RoleNames.Snapshot), bed.Trusted(RoleNames.Targets)));
    }

    [Theory]
    [InlineData(RoleNames.Timestamp)]
    [InlineData(RoleNames.Snapshot)]
    [InlineData(RoleNames.Targets)]
    public async Task Stores_no_role_that_has_expired(string role)
    {
        await using var bed = await TufBed.StartTrustedAsync();
        await bed.RefreshedAsync();
        if (role == RoleNames.Timestamp)
            bed.TimestampExpires = TufBed.Past;
        else if (role == RoleNames.Snapshot)
            bed.SnapshotExpires = TufBed.Past;
        else
            bed.Roles[role] = bed.Roles[role] with { Expires = TufBed.Past };
        bed.Publish(RoleNames.Targets);
        await bed.RefusedAsync(MetadataFault.Expired);
        Assert.Equal(1, bed.Trusted(role));
    }

    [Fact]
    public async Task Rejects_one_key_that_signs_under_two_identifiers_to_reach_two()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        var signer = bed.Signers[RoleNames.Timestamp][0];
        var alias = string.Empty;
        bed.PublishRoot();
        bed.Put("2.root.json", TufBed.Forge(bed.Hub.Files["2.root.json"], signed =>
        {
            var key = signed["keys"]![MetadataKey.Of(signer.PublicKey).KeyId]!.DeepClone().AsObject();
            key["x-note"] = "the same key";
            alias = LowerHex.Of(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Encode(key)));
            signed["keys"]![alias] = key;
            signed["roles"]!["timestamp"]!["keyids"]!.AsArray().Add((JsonNode)alias);
            signed["roles"]!["timestamp"]!["threshold"] = 2;
        }, bed.Signers[RoleNames.Root]));
        var timestamp = CanonicalJson.Parse(bed.Hub.Files["timestamp.json"], Limits.MetadataBytes).Value;
        var copy = timestamp["signatures"]![0]!.DeepClone();
        copy["keyid"] = alias;
        timestamp["signatures"]!.AsArray().Add(copy);
        bed.Put("timestamp.json", CanonicalJson.EncodeText(timestamp));
        await bed.RefusedAsync(MetadataFault.BelowThreshold);
        Assert.Equal((2, null), (bed.Trusted(RoleNames.Root), bed.Trusted(RoleNames.Timestamp)));
    }

    [Theory]
    [InlineData(MetadataFault.BadThreshold)]
    [InlineData(MetadataFault.UnsupportedSpecVersion)]
    [InlineData(MetadataFault.WrongType)]
    [InlineData(MetadataFault.VersionMismatch)]
    public async Task Rejects_a_next_root_for(MetadataFault fault)
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.PublishRoot();
        bed.Put("2.root.json", TufBed.Forge(bed.Hub.Files["2.root.json"], signed => _ = fault switch
        {
            MetadataFault.BadThreshold => signed["roles"]!["targets"]!["threshold"] = 0,
            MetadataFault.UnsupportedSpecVersion => signed["spec_version"] = "2.0.0",
            MetadataFault.WrongType => signed["_type"] = "targets",
            _ => signed["version"] = 3,
        }, bed.Signers[RoleNames.Root]));
        await bed.RefusedAsync(fault);
        Assert.Equal(1, bed.Trusted(RoleNames.Root));
    }

    [Theory]
    [InlineData("2.root.json")]
    [InlineData("timestamp.json")]
    [InlineData("1.snapshot.json")]
    [InlineData("1.targets.json")]
    public async Task Rejects_a_file_without_end(string name)
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Hub.Misbehave(Misbehaviour.Endless, path => path.EndsWith(name, StringComparison.Ordinal));
        Assert.Equal(1, await bed.Client.RefreshAsync());
        Assert.StartsWith(nameof(SyncFault.TooLarge), bed.Client.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_at_most_so_many_roots_in_one_run_and_the_rest_in_the_next()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        for (var i = 0; i < Limits.RootRotations + 1; i++)
            bed.PublishRoot();
        await bed.RefusedAsync(MetadataFault.TooManyRoots);
        Assert.Equal(Limits.RootRotations + 1, bed.Trusted(RoleNames.Root));
        await bed.RefreshedAsync();
        Assert.Equal(Limits.RootRotations + 2, bed.Trusted(RoleNames.Root));
    }

    private static Func<RootRole, RootRole> WithRootKeys(TufBed bed, DateTimeOffset expires) => root => root with
    {
        Expires = expires,
        Keys = TufBed.KeyTable(bed.Signers.Values.SelectMany(signers => signers)),
        Roles = root.Roles.ToDictionary(role => role.Key, role => role.Key == RoleNames.Root ? TufBed.KeysOf(1, bed.Signers[RoleNames.Root]) : role.Value),
    };
}
