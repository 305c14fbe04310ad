using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Sync.Tests;

/// <summary>A hub that signs nothing wrong and serves it wrongly: each with its own reason, the good state kept.</summary>
public sealed class HostileHubTests
{
    [Fact]
    public async Task Rejects_a_rollback_to_an_earlier_timestamp()
    {
        await using var bed = await SyncBed.StartAsync();
        var old = bed.Repository.Files;
        bed.PublishLater();
        await bed.SyncedAsync();
        bed.Hub.Files = old;
        await AssertKept(bed, SyncFault.RolledBack, MetadataFault.Rollback);
    }

    [Fact]
    public async Task Rejects_a_rollback_after_a_restart_too()
    {
        await using var bed = await SyncBed.StartAsync();
        var old = bed.Repository.Files;
        bed.PublishLater();
        await bed.SyncedAsync();
        bed.Hub.Files = old;
        var outcome = await bed.NewClient().SyncAsync();
        Assert.Equal((SyncFault.RolledBack, 2L), (outcome.Fault, outcome.State!.Versions.Snapshot));
    }

    [Fact]
    public async Task Rejects_a_new_snapshot_that_lowers_a_region()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.PublishLater();
        await bed.SyncedAsync();
        // The hub's own keys can sign this, so only the floor on disk can tell.
        var meta = MetadataReader.Snapshot(bed.Repository.Files["1.snapshot.json"]).Value.Signed.Meta;
        var snapshot = MetadataWriter.Write(new SnapshotRole(3, bed.Clock.Now.AddDays(1), meta), bed.Repository.SnapshotKey);
        Sign(bed, 3, snapshot);
        await AssertKept(bed, SyncFault.RolledBack, MetadataFault.Rollback);
    }

    [Fact]
    public async Task Rejects_a_new_snapshot_that_drops_a_region()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var meta = MetadataReader.Snapshot(bed.Repository.Files["1.snapshot.json"]).Value.Signed.Meta.ToDictionary();
        Assert.True(meta.Remove("region-310000.json"));
        Sign(bed, 2, MetadataWriter.Write(new SnapshotRole(2, bed.Clock.Now.AddDays(1), meta), bed.Repository.SnapshotKey));
        await AssertKept(bed, SyncFault.RolledBack, MetadataFault.Rollback);
    }

    [Fact]
    public async Task Rejects_a_freeze_beyond_the_life_of_the_timestamp()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Clock.Now += TimeSpan.FromHours(25);
        await AssertKept(bed, SyncFault.Frozen, MetadataFault.Expired);
    }

    [Fact]
    public async Task Rejects_an_expired_list_at_the_first_sync()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Clock.Now += TimeSpan.FromHours(25);
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.Frozen, null), (outcome.Fault, outcome.State));
    }

    [Theory]
    [InlineData("2.snapshot.json", "1.snapshot.json")]
    [InlineData("2.targets.json", "1.targets.json")]
    [InlineData("2.region-310000.json", "1.region-310000.json")]
    [InlineData("2.node-310000.json", "1.node-310000.json")]
    [InlineData("2.region-310000.json", "2.region-320000.json")]
    public async Task Rejects_a_mix_of_two_lists(string asked, string served)
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.PublishLater();
        bed.Hub.Files = bed.Hub.Files.SetItem(asked, bed.Repository.Files[served]);
        var outcome = await AssertKept(bed, SyncFault.Mixed, null, SyncFault.TooLarge);
        Assert.Contains(asked[2..].Replace(".json", "", StringComparison.Ordinal), outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry.json")]
    [InlineData("policy.json")]
    [InlineData("issuers.json")]
    [InlineData("node.json")]
    public async Task Rejects_a_target_file_with_one_bit_changed(string file)
    {
        await using var bed = await SyncBed.StartAsync();
        var name = bed.Repository.Files.Keys.First(path => path.EndsWith("." + file, StringComparison.Ordinal));
        var altered = bed.Repository.Files[name].ToArray();
        altered[^3] ^= 1;
        bed.Hub.Files = bed.Hub.Files.SetItem(name, altered);
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.Mixed, MetadataFault.HashMismatch), (outcome.Fault, outcome.MetadataFault));
    }

    [Fact]
    public async Task Rejects_a_timestamp_signed_by_another_key()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.TimestampKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        bed.PublishLater();
        await AssertKept(bed, SyncFault.Forged, MetadataFault.BelowThreshold);
    }

    [Fact]
    public async Task Rejects_targets_signed_by_one_operator_of_the_two_needed()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.SignWith = (role, signers) => role == RoleNames.Targets ? signers.Take(1) : signers;
        bed.PublishLater();
        await AssertKept(bed, SyncFault.Forged, MetadataFault.BelowThreshold);
    }

    [Fact]
    public async Task Rejects_a_root_signed_by_two_operators_of_the_three_needed()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.PublishRoot(bed.Repository.NewRoot(2), bed.Repository.RootKeys.AsSpan()[..2]);
        bed.Serve();
        await AssertKept(bed, SyncFault.Forged, MetadataFault.BelowThreshold);
    }

    [Fact]
    public async Task Rejects_a_root_that_skips_a_version()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.PublishRoot(bed.Repository.NewRoot(3), bed.Repository.RootKeys.AsSpan()[..3]);
        bed.Hub.Files = bed.Hub.Files.SetItem("2.root.json", bed.Repository.Files["3.root.json"]);
        await AssertKept(bed, SyncFault.Mixed, MetadataFault.VersionMismatch);
    }

    [Theory]
    [InlineData("timestamp.json")]
    [InlineData("2.root.json")]
    public async Task Rejects_a_file_that_is_no_metadata(string name)
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Hub.Files = bed.Hub.Files.SetItem(name, "<html>captive portal</html>"u8.ToArray());
        await AssertKept(bed, SyncFault.Malformed, MetadataFault.Malformed);
    }

    [Fact]
    public async Task Rejects_a_list_without_a_policy()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.Spoil = (role, targets) => role == RoleNames.Targets
            ? targets with { Targets = targets.Targets.Where(target => target.Key != PolicyDocument.Path).ToDictionary() }
            : targets;
        bed.PublishLater();
        await AssertKept(bed, SyncFault.Incomplete, null);
    }

    /// <summary>A timestamp over a snapshot of the test's own making, signed with the hub's keys.</summary>
    private static void Sign(SyncBed bed, long version, byte[] snapshot)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(snapshot));
        bed.Hub.Files = bed.Hub.Files.SetItem($"{version}.snapshot.json", snapshot).SetItem("timestamp.json", MetadataWriter.Write(
            new TimestampRole(version, bed.Clock.Now.AddDays(1), new MetaFile(version, snapshot.Length, hash)), bed.Repository.TimestampKey));
    }

    /// <summary>Syncs and asserts the fault, and that memory and disk hold what they held.</summary>
    private static async Task<SyncOutcome> AssertKept(SyncBed bed, SyncFault fault, MetadataFault? rule, SyncFault? orElse = null)
    {
        var before = bed.Load().State!.Versions;
        var outcome = await bed.Client.SyncAsync();
        Assert.True(outcome.Fault == fault || (orElse is not null && outcome.Fault == orElse), $"{outcome.Fault}: {outcome.Detail}");
        if (rule is not null)
            Assert.Equal(rule, outcome.MetadataFault);
        Assert.False(outcome.Changed);
        Assert.Equal(before, outcome.State!.Versions);
        Assert.Equal(before, bed.Load().State!.Versions);
        return outcome;
    }
}
