using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Sync;
using TrustList.Testing;

namespace Federation.Tests.Faults;

/// <summary>
/// Plays the thief who has a real hub whole: its database, its public files and every key in its folder. Each test
/// signs what those keys can sign and serves it; no client, new or old, trusts anything that the operators did not sign.
/// </summary>
[Collection(SharedFederation.Name)]
public sealed class StolenHubTests(SharedFederation shared) : IAsyncLifetime
{
    private readonly MemoryFileStore disk = new();
    private readonly HttpClient http = TrustClient.CreateHttpClient();
    private HubSimulator thief = null!;
    private Loot loot = null!;

    public async Task InitializeAsync()
    {
        thief = await HubSimulator.StartAsync();
        loot = Loot.Take(shared.Federation.Country.Hub);
        thief.Files = loot.Files;
        thief.Put("log/proof", loot.LogProof);
        Assert.True((await Client(disk).SyncAsync()).Ok); // The loot is a good list: the old client knows it.
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await thief.DisposeAsync();
    }

    [Fact]
    public async Task Rejects_a_root_that_the_hub_signed()
    {
        var root = loot.Root with { Version = loot.Root.Version + 1, Roles = loot.Root.Roles.ToDictionary(role => role.Key, _ => loot.Root.Roles[RoleNames.Snapshot]) };
        loot.Put(RoleNames.Root, root.Version, MetadataWriter.Write(root, loot.Keys));
        await Refused(SyncFault.Forged);
    }

    [Fact]
    public async Task Rejects_targets_that_admit_another_region()
    {
        var targets = loot.Read(RoleNames.Targets);
        loot.Publish(RoleNames.Targets, MetadataWriter.Write(targets with { Version = targets.Version + 1 }, loot.Keys), targets.Version + 1);
        await Refused(SyncFault.Forged);
    }

    [Fact]
    public async Task Rejects_a_policy_that_was_changed_below_the_signed_targets()
    {
        var policy = loot.Read(RoleNames.Targets).Targets[PolicyDocument.Path];
        var name = ConsistentNames.Target(PolicyDocument.Path, policy.Sha256);
        var changed = loot.Files[name].ToArray();
        changed[changed.Length / 2] ^= 1;
        loot.Files = loot.Files.SetItem(name, changed);
        thief.Files = loot.Files;
        var fresh = await Client(new MemoryFileStore()).SyncAsync();
        Assert.Equal((SyncFault.Mixed, true), (fresh.Fault, fresh.State is null));
        Assert.True((await Client(disk).SyncAsync()).Ok); // It holds the signed bytes and asks for no others.
    }

    [Fact]
    public async Task Rejects_issuers_that_the_hub_signed_since_no_quorum_saw_them()
    {
        var role = RoleNames.Region(Region.Shanghai.Code);
        var signed = loot.Read(role);
        loot.Publish(role, MetadataWriter.Write(signed with { Version = signed.Version + 1 }, loot.Keys), signed.Version + 1);
        await Refused(SyncFault.NotWitnessed);
    }

    [Fact]
    public async Task Rejects_a_snapshot_that_leaves_a_region_out()
    {
        var without = loot.Snapshot.Meta.Where(file => file.Key != RoleNames.MetaName(RoleNames.Region(Region.Shanghai.Code))).ToDictionary();
        loot.SignSnapshot(without);
        thief.Files = loot.Files;
        var outcome = await Client(disk).SyncAsync();
        Assert.Equal(SyncFault.RolledBack, outcome.Fault);
        Assert.Contains(Region.Shanghai.Code, outcome.State!.Issuers.Keys);
    }

    [Fact]
    public async Task Rejects_a_snapshot_that_goes_back_to_older_targets()
    {
        var older = new Dictionary<string, MetaFile>(loot.Snapshot.Meta) { [RoleNames.MetaName(RoleNames.Targets)] = loot.MetaOf(RoleNames.Targets, 1) };
        loot.SignSnapshot(older);
        thief.Files = loot.Files;
        Assert.Equal(SyncFault.RolledBack, (await Client(disk).SyncAsync()).Fault);
    }

    [Fact]
    public async Task Can_withhold_no_longer_than_a_timestamp_lives()
    {
        var later = new SettableClock(shared.Federation.Country.Clock.Now + TimeSpan.FromHours(25));
        var outcome = await Client(disk, later).SyncAsync();
        Assert.Equal(SyncFault.Frozen, outcome.Fault);
        Assert.True(outcome.State!.ValidUntil <= later.Now); // And the verifier says so in every verdict.
    }

    private async Task Refused(SyncFault fault)
    {
        thief.Files = loot.Files;
        var fresh = await Client(new MemoryFileStore()).SyncAsync();
        Assert.Equal((fault, true), (fresh.Fault, fresh.State is null));
        var old = await Client(disk).SyncAsync();
        Assert.Equal(fault, old.Fault);
        Assert.Equal(loot.Read(RoleNames.Targets).Version, old.State!.Versions.Targets); // The good list is kept.
    }

    private TrustClient Client(MemoryFileStore store, SettableClock? clock = null) => new(
        new TrustStore(store), File.ReadAllBytes(shared.Federation.Country.Hub.TrustAnchor), thief.Url, http, clock ?? new SettableClock(shared.Federation.Country.Clock.Now.AddMinutes(1)),
        new SyncOptions { FetchStatusLists = false, Retries = 0, LogPatience = TimeSpan.Zero });
}
