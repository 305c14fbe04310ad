using System.Security.Cryptography;
using TrustList.Format.Bundles;
using TrustList.Format.Log;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>Clients of a federation whose policy names a log.</summary>
public sealed class LogSyncTests
{
    private readonly LogSimulator log = LogSimulator.Create("310000", "320000", "330000", "340000");

    private async Task<SyncBed> StartAsync()
    {
        var bed = await SyncBed.StartSmallAsync();
        bed.Repository.Policy = bed.Repository.Policy with { Log = log.Policy };
        bed.Repository.Publish();
        bed.Serve();
        bed.Hub.Log = log;
        return bed;
    }

    private static byte[] Snapshot(SyncBed bed) => SHA256.HashData(
        bed.Repository.Files.Where(file => file.Key.EndsWith(".snapshot.json", StringComparison.Ordinal)).MaxBy(file => int.Parse(file.Key.Split('.')[0])).Value);

    private void Show(SyncBed bed) => log.Log(bed.Clock.Now, Snapshot(bed));

    private async Task<SyncBed> SyncedAsync()
    {
        var bed = await StartAsync();
        Show(bed);
        await bed.SyncedAsync();
        return bed;
    }

    private static void AssertKept(SyncBed bed, SyncOutcome outcome, SyncFault fault)
    {
        Assert.Equal(fault, outcome.Fault);
        Assert.False(outcome.Changed);
        Assert.Equal(0, outcome.State!.Epoch!.Epoch.Number);
        Assert.Equal(outcome.State.Versions, bed.Load().State!.Versions);
    }

    [Fact]
    public async Task Accepts_a_list_that_the_newest_witnessed_epoch_shows_and_rests_on_it_after_a_restart()
    {
        await using var bed = await SyncedAsync();
        bed.PublishLater();
        Show(bed);
        var outcome = await bed.SyncedAsync();
        Assert.Equal((1, bed.Clock.Now), (outcome.State!.Epoch!.Epoch.Number, outcome.State.Epoch.LoggedAt));
        bed.Clock.Now += TimeSpan.FromDays(400);
        var loaded = bed.Load();
        Assert.Equal((1, true), (loaded.State!.Epoch!.Epoch.Number, loaded.IsExpired));
    }

    [Fact]
    public async Task Asks_the_log_nothing_where_nothing_changed()
    {
        await using var bed = await SyncedAsync();
        bed.Hub.ForgetRequests();
        Assert.Equal(2, (await bed.SyncedAsync()).RequestCount);
        Assert.DoesNotContain("/log/proof", bed.Hub.Requests);
    }

    [Fact]
    public async Task Rejects_a_list_that_the_log_does_not_show()
    {
        await using var bed = await SyncedAsync();
        bed.PublishLater();
        AssertKept(bed, await bed.Client.SyncAsync(), SyncFault.NotWitnessed);
        // Shown, and then not the newest any more: the list is an old one.
        Show(bed);
        log.Append(bed.Clock.Now, SHA256.HashData("another list"u8));
        log.Publish(bed.Clock.Now);
        AssertKept(bed, await bed.Client.SyncAsync(), SyncFault.NotWitnessed);
    }

    [Fact]
    public async Task Rejects_a_first_list_where_no_checkpoint_has_the_quorum()
    {
        await using var bed = await StartAsync();
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.NotWitnessed, null), (outcome.Fault, outcome.State));
        log.Append(bed.Clock.Now, Snapshot(bed));
        log.Publish(bed.Clock.Now, "310000", "320000");
        Assert.Equal(SyncFault.NotWitnessed, (await bed.Client.SyncAsync()).Fault);
        log.Publish(bed.Clock.Now, "310000", "320000", "340000");
        await bed.SyncedAsync();
    }

    [Fact]
    public async Task Rejects_a_smaller_log_and_another_of_the_same_size()
    {
        await using var bed = await StartAsync();
        var other = log.Fork();
        log.Append(bed.Clock.Now, SHA256.HashData("before"u8));
        Show(bed);
        await bed.SyncedAsync();

        bed.Repository.RenewTimestamp();
        bed.Serve();
        bed.Hub.Log = other;
        other.Log(bed.Clock.Now, Snapshot(bed));
        Assert.Equal(SyncFault.LogRolledBack, (await bed.Client.SyncAsync()).Fault);
        other.Append(bed.Clock.Now.AddSeconds(1), Snapshot(bed));
        other.Publish(bed.Clock.Now);
        Assert.Equal(SyncFault.LogRolledBack, (await bed.NewClient().SyncAsync()).Fault);
        Assert.Equal(2, bed.Load().State!.Epoch!.Checkpoint.Checkpoint.Size);
        bed.Hub.Log = log;
        await bed.SyncedAsync();
    }

    [Fact]
    public async Task Accepts_a_new_log_that_policy_names()
    {
        await using var bed = await SyncedAsync();
        var successor = LogSimulator.Create("310000");
        bed.Repository.Policy = bed.Repository.Policy with { Log = successor.Policy };
        bed.PublishLater();
        bed.Hub.Log = successor;
        successor.Log(bed.Clock.Now, Snapshot(bed));
        Assert.Equal(1, (await bed.SyncedAsync()).State!.Epoch!.Checkpoint.Checkpoint.Size);
    }

    [Fact]
    public async Task Survives_that_the_witnesses_are_a_moment_late()
    {
        await using var bed = await SyncedAsync();
        bed.PublishLater();
        var syncing = bed.NewClient(SyncBed.Patient with { LogPatience = TimeSpan.FromSeconds(20) }).SyncAsync();
        while (!bed.Hub.Requests.Contains("/log/proof"))
            await Task.Delay(10);
        Show(bed);
        Assert.True((await syncing).Ok);
    }

    [Theory]
    [InlineData(Misbehaviour.ServerError, SyncFault.ServerError)]
    [InlineData(Misbehaviour.Endless, SyncFault.TooLarge)]
    [InlineData(Misbehaviour.Truncate, SyncFault.Interrupted)]
    [InlineData(Misbehaviour.Withhold, SyncFault.NotWitnessed)]
    public async Task Survives_a_log_that_is_served_badly(Misbehaviour what, SyncFault fault)
    {
        await using var bed = await SyncedAsync();
        bed.PublishLater();
        Show(bed);
        bed.Hub.Misbehave(what, path => path == "/log/proof");
        AssertKept(bed, await bed.Client.SyncAsync(), fault);
        bed.Hub.Behave();
        await bed.SyncedAsync();
    }

    [Fact]
    public async Task Carries_the_proof_in_a_bundle_and_rejects_a_bundle_without()
    {
        await using var bed = await SyncedAsync();
        var bundle = (await BundleExport.RunAsync(new TrustStore(bed.Disk), bed.Clock)).Bundle!;
        var disk = new MemoryFileStore();
        var imported = await BundleImport.RunAsync(new TrustStore(disk), bed.Repository.Anchor, bundle, bed.Clock);
        Assert.Equal((null, 0), (imported.Fault, imported.State!.Epoch!.Epoch.Number));
        Assert.NotNull(TrustClient.Load(new TrustStore(disk), bed.Clock.Now).State!.Epoch);

        var without = bundle.Paths.Where(path => path != "log/proof").ToDictionary(path => path, path => bundle.TryFind(path, out var content) ? content : default);
        Assert.Equal(bundle.Paths.Count - 1, without.Count);
        var refused = await BundleImport.RunAsync(new TrustStore(new MemoryFileStore()), bed.Repository.Anchor, TrustBundle.Of(bed.Clock.Now, without).Value, bed.Clock);
        Assert.Equal(SyncFault.NotWitnessed, refused.Fault);
    }

    [Fact]
    public async Task Rejects_a_stored_proof_that_was_exchanged()
    {
        await using var bed = await SyncedAsync();
        Assert.NotNull(bed.Load().State);
        var proof = LogProof.Read(log.Files["proof"]).Value;
        var name = $"blobs/{Convert.ToHexStringLower(SHA256.HashData(proof.Write()))}";
        Assert.NotNull(bed.Disk.Read(name));
        bed.Disk.Delete(name);
        Assert.Equal(LoadFault.Damaged, bed.Load().Fault);
    }
}
