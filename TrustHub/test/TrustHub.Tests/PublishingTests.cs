using Microsoft.Extensions.DependencyInjection;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustList.Format.Signing;
using TrustList.Sync;

namespace TrustHub.Tests;

public sealed class PublishingTests : HubTest
{
    [Fact]
    public async Task Signs_the_timestamp_anew_every_quarter_of_an_hour_and_the_snapshot_at_half_its_life()
    {
        Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            var first = hub.Publisher.Published!;
            Assert.Equal((1, 1), (first.Snapshot.Version, first.Timestamp.Version));
            Assert.Equal(Clock.Now.AddHours(24), first.Timestamp.Expires);
            Clock.Now += TimeSpan.FromMinutes(15);
            await Until.TrueAsync(() => hub.Publisher.Published!.Timestamp.Version == 2);
            Assert.Equal(1, hub.Publisher.Published!.Snapshot.Version);
            Clock.Now += TimeSpan.FromDays(4); // A rehearsal's clock jumps.
            await Until.TrueAsync(() => hub.Publisher.Published!.Snapshot.Version == 2);
            Assert.Equal((3, Clock.Now.AddDays(7)), (hub.Publisher.Published!.Timestamp.Version, hub.Publisher.Published.Snapshot.Expires));
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Signs_the_timestamp_anew_once_a_clock_that_was_fast_is_right()
    {
        Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            Clock.Now += TimeSpan.FromDays(1);
            await Until.TrueAsync(() => hub.Publisher.Published!.Timestamp is { Version: 2 } fast && fast.SignedAt == Clock.Now);
            Clock.Now -= TimeSpan.FromDays(1);
            await Until.TrueAsync(() => hub.Publisher.Published!.Timestamp is { Version: 3 } right && right.SignedAt == Clock.Now);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Puts_admissions_that_come_together_into_few_snapshots()
    {
        var codes = new[] { "110000", "120000", "310000", "320000", "330000", "340000", "410000", "440000" };
        var operators = Operators.Incept(Data, codes);
        await using var hub = await StartAsync();
        await Task.WhenAll(operators.Nodes.Select(node => hub.SubmitAsync(node, operators.Metadata($"region-{node.Code}"))));
        await hub.PublishedAsync();
        Assert.InRange(hub.Publisher.Published!.Snapshot.Version, 2, codes.Length);
        Assert.Equal(2 + codes.Length, hub.Publisher.Published.LogIndex);
    }

    [Fact]
    public async Task Survives_a_list_that_is_superseded_while_it_is_published()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now));
        var seen = hub.Log.State;
        var newer = operators.Shanghai.StatusList(2, Clock.Now);
        await hub.SubmitAsync(operators.Shanghai, newer);

        var files = new DiskFileStore(Path.Combine(Data, "another-folder"));
        var folder = new PublicFolder(files, hub.Store);
        folder.PublishStatusLists(seen);
        folder.PublishStatusLists(hub.Log.State);
        Assert.Contains(files.List(), path => files.Read(path).AsSpan().SequenceEqual(newer.Cwt.Span));
    }

    [Fact]
    public async Task Holds_back_a_root_until_targets_signed_by_its_keys_follow()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            operators.Repository.TargetsKeys = [.. Enumerable.Range(0, 3).Select(_ => SoftwareSigner.Create(SignatureAlgorithm.ES256))];
            operators.Repository.RotateRoot();
            operators.Repository.Publish();
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 2));
            Clock.Now += TimeSpan.FromMinutes(1);
            using var waiting = await hub.Http.GetAsync("/health/ready");
            Assert.Contains("waits for targets", await waiting.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var root = await hub.Http.GetAsync("/tuf/2.root.json");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, root.StatusCode);

            await Refusals.WithAsync(AdmissionFault.BelowThreshold, () =>
            {
                var old = operators.Metadata("targets", 2, id: "by-old-keys");
                old.Metadata = Google.Protobuf.ByteString.CopyFrom(operators.Repository.Files["1.targets.json"]);
                old.Metadata = Google.Protobuf.ByteString.CopyFrom([.. old.Metadata.Span, (byte)'\n']);
                return hub.SubmitAsync(operators.Shanghai, old);
            });
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", 2));
            await hub.PublishedAsync();
            Assert.Equal(operators.Repository.Files["2.root.json"], await hub.Http.GetByteArrayAsync("/tuf/2.root.json"));
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Stops_signing_when_the_root_takes_its_keys_away_and_says_so()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        operators.Repository.TimestampKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        operators.Repository.RotateRoot();
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 2));
        Clock.Now += TimeSpan.FromHours(1);
        await Until.TrueAsync(() => hub.Log.State.Root!.Signed.Version == 2);
        using var ready = await hub.Http.GetAsync("/health/ready");
        Assert.Contains("keys sign timestamp", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, hub.Publisher.Published!.Timestamp.Version);
    }

    [Fact]
    public async Task Publishes_what_our_own_client_accepts_through_all_changes()
    {
        var operators = Operators.Incept(Data, "310000", "320000");
        await using var hub = await StartAsync();
        using var http = TrustClient.CreateHttpClient();
        using var client = new TestFolder();
        var sync = new TrustClient(
            TrustStore.Open(client.Path), operators.Repository.Files["1.root.json"], hub.PublicUrl, http, Clock, new SyncOptions { FetchStatusLists = false });
        Assert.Empty((await SyncedAsync()).State!.Issuers);
        await hub.AdmitAsync(operators, operators.Shanghai);
        await hub.PublishedAsync();
        Assert.Equal(["310000"], (await SyncedAsync()).State!.Issuers.Keys);
        operators.Repository.RotateRoot();
        operators.Repository.Publish();
        foreach (var role in new[] { "root", "targets", "region-310000", "node-310000" })
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata(role, 2));
        await hub.SubmitAsync(operators.Nodes[1], operators.Metadata("region-320000", 2));
        await hub.PublishedAsync();
        var last = await SyncedAsync();
        Assert.Equal(["310000", "320000"], last.State!.Issuers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, last.State.Versions.Root);
        Assert.False((await SyncedAsync()).Changed);

        async Task<SyncOutcome> SyncedAsync()
        {
            var outcome = await sync.SyncAsync();
            Assert.True(outcome.Ok, $"{outcome.Fault} {outcome.MetadataFault} {outcome.Detail}");
            return outcome;
        }
    }
}
