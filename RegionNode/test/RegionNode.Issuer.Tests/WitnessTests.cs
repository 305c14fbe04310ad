using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests;

/// <summary>Witnessing by a running node, over real TLS and gRPC.</summary>
public sealed class WitnessTests
{
    [Fact]
    public async Task Cosigns_what_the_log_shows_and_its_growth_with_the_key_that_policy_names()
    {
        await using var region = await WatchingAsync();
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 1);
        region.Log.Append(region.Clock.GetUtcNow()).Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 3);
        var witness = Witness.Of(TestLog.Origin, Province.Code, PublicKey.FromSpki(Convert.FromBase64String(region.Request.WitnessKeySpki)).Value);
        foreach (var (size, line) in region.Log.Lines.DistinctBy(cosigned => cosigned.Size))
        {
            var signed = SignedCheckpoint.Verify(region.Log.NoteOf((int)size), TestLog.Origin, region.Log.Key.PublicKey).Value;
            var cosignature = Cosignature.Verify(signed.Checkpoint, line, witness);
            Assert.True(cosignature.Ok, cosignature.Detail);
            Assert.InRange(cosignature.Value.At, region.Clock.GetUtcNow().AddMinutes(-1), region.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Rejects_a_split_view_and_keeps_both_notes_for_the_operators_also_over_a_restart()
    {
        await using var region = await WatchingAsync();
        var now = region.Clock.GetUtcNow();
        region.Log.Append(now).Append(now);
        await CosignedAsync(region, 2);
        var ours = region.Log.NoteOf(2);
        region.Log.Truncate(1).Append(now.AddSeconds(1));
        var theirs = region.Log.NoteOf(2);
        await WarningAsync(region, "SplitView");
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await WarningAsync(region, "evidence against the log is kept (SplitView)");
        await WarningAsync(region, "not cosigned (SplitView");
        using var office = Office.Of(region);
        var shown = (await office.GetAsync("/operator/witness")).Json;
        var evidence = Assert.Single(shown["evidence"]!.AsArray())!;
        Assert.Equal(System.Text.Encoding.UTF8.GetString(ours), evidence["ours"]!.GetValue<string>());
        Assert.Equal(System.Text.Encoding.UTF8.GetString(theirs), evidence["theirs"]!.GetValue<string>());
        Assert.Equal("SplitView", shown["refusal"]!.GetValue<string>());
        Assert.Equal(System.Text.Encoding.UTF8.GetString(ours), shown["checkpoint"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rejects_a_log_that_forgot_what_was_cosigned()
    {
        await using var region = await WatchingAsync();
        region.Log.Append(region.Clock.GetUtcNow()).Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 2);
        region.Log.Truncate(1);
        await WarningAsync(region, "SmallerTree");
        Assert.DoesNotContain(region.Log.Lines, line => line.Size == 1);
    }

    [Fact]
    public async Task Says_that_its_cosignatures_are_not_taken_and_signs_each_size_once()
    {
        await using var region = await WatchingAsync();
        region.Log.TakesNothing = true;
        region.Log.Append(region.Clock.GetUtcNow());
        await Eventually.TrueAsync(() => region.Stored(WitnessTables.Newest) is { Size: 1 }, "recorded");
        await Task.Delay(200);
        region.Clock.Advance(TimeSpan.FromMinutes(2));
        await WarningAsync(region, "the log takes no cosignature of this region (PermissionDenied)");
        region.Log.TakesNothing = false;
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 2);
    }

    [Fact]
    public async Task Refuses_to_cosign_a_log_without_its_head_once_the_merge_delay_is_over_and_goes_on_with_it()
    {
        await using var region = await WatchingAsync();
        await Eventually.TrueAsync(() => region.Journal.Chains.Of("head").Count > 0, "a head");
        await Eventually.TrueAsync(async () =>
        {
            using var office = Office.Of(region);
            return (await office.GetAsync("/operator/outbox?limit=200")).Json["items"]!.AsArray().Any(entry => entry!["lane"]!.GetValue<string>() == "head" && entry["state"]!.GetValue<string>() == "Accepted");
        }, "its receipt");
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 1); // Within the merge delay.
        region.Clock.Advance(TimeSpan.FromMinutes(6));
        region.Log.Append(region.Clock.GetUtcNow());
        await WarningAsync(region, "OwnHeadMissing");
        Assert.DoesNotContain(region.Log.Lines, line => line.Size == 2);
        var head = region.Journal.Chains.Of("head")[^1];
        region.Log.Heads = region.Log.Heads.Add(Province.Code, (head.Number, System.Security.Cryptography.SHA256.HashData(head.Payload)));
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 3);
    }

    [Fact]
    public async Task Refuses_to_cosign_a_snapshot_without_the_emergency_metadata_that_its_operators_know()
    {
        await using var region = await WatchingAsync();
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 1);
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, RegionFolders.Emergency)).FullName;
        var role = new TargetsRole(2, region.Clock.GetUtcNow().AddDays(7), System.Collections.Immutable.ImmutableDictionary<string, TargetFile>.Empty);
        File.WriteAllBytes(Path.Combine(folder, "2.emergency.json"), MetadataWriter.Write(role with { Expires = Instants.WholeSeconds(role.Expires) }, SoftwareSigner.Create(SignatureAlgorithm.ES256)));
        File.WriteAllText(Path.Combine(folder, "3.emergency.json"), "still being copied");
        await Eventually.TrueAsync(() => region.Stored(db => WitnessTables.EmergencyKnown(db, region.Clock.GetUtcNow())) == 2, "known");
        region.Clock.Advance(TimeSpan.FromMinutes(6));
        region.Log.Heads = HeadsOf(region); // The own head is there; the notice is not.
        region.Log.Append(region.Clock.GetUtcNow());
        await WarningAsync(region, "EmergencyStale");
        region.Log.Snapshot = region.Log.SnapshotOf(emergency: 2);
        region.Log.Append(region.Clock.GetUtcNow());
        await CosignedAsync(region, 3);
    }

    [Fact]
    public async Task Stops_its_heads_where_the_log_shows_one_that_it_does_not_know()
    {
        await using var region = await WatchingAsync();
        await Eventually.TrueAsync(() => region.Journal.Chains.Of("head").Count > 0, "a head");
        region.Log.Heads = region.Log.Heads.Add(Province.Code, (90, new byte[32]));
        region.Log.Append(region.Clock.GetUtcNow());
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Body["reasons"]!.ToJsonString().Contains("head 90 was not signed here"), "health says so");
        Assert.Empty(region.Log.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Survives_a_crash_between_record_and_cosignature(bool afterCommit)
    {
        await using var region = await PreparedAsync();
        region.Log.Append(region.Clock.GetUtcNow());
        FaultyStore? fault = null;
        await region.StartIssuerAsync(real => fault = new FaultyStore(real, "record witnessed tree", 1, afterCommit));
        await Eventually.TrueAsync(() => fault!.Crashed, "the crash");
        Assert.Empty(region.Log.Lines); // Never signed before it was recorded.
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await CosignedAsync(region, 1);
    }

    [Fact]
    public async Task Learns_the_log_from_the_policy_in_its_folder()
    {
        await using var region = await TestRegion.PrepareAsync("--Node:WitnessMilliseconds=50");
        region.Log.Append(region.Clock.GetUtcNow());
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, RegionFolders.Emergency)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "policy.json"), TestPolicy.With(region.Log.Policy(region.Request.WitnessKeySpki)).Write());
        await region.StartIssuerAsync();
        await CosignedAsync(region, 1);
    }

    private static Task<TestRegion> PreparedAsync() => TestRegion.PrepareWatchingAsync("--Node:WitnessMilliseconds=50");

    private static async Task<TestRegion> WatchingAsync()
    {
        var region = await PreparedAsync();
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        return region;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, (long Version, byte[] Hash)> HeadsOf(TestRegion region) =>
        region.Journal.Chains.Of("head") is [.., var head]
            ? region.Log.Heads.SetItem(Province.Code, (head.Number, System.Security.Cryptography.SHA256.HashData(head.Payload)))
            : region.Log.Heads;

    private static Task CosignedAsync(TestRegion region, long size) =>
        Eventually.TrueAsync(() => region.Log.Lines.Any(line => line.Size == size), $"{size} leaves are cosigned");

    private static Task WarningAsync(TestRegion region, string text) => Eventually.TrueAsync(
        async () => (await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains(text), $"health warns of {text}");
}
