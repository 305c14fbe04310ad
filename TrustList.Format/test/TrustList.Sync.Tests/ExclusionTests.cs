using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>What a region gets wrong leaves that region out; the rest stands, now and offline.</summary>
public sealed class ExclusionTests
{
    [Fact]
    public async Task Leaves_out_a_region_whose_role_is_badly_signed()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Repository.SignWith = (role, signers) => role == "region-310000" ? [SoftwareSigner.Create(SignatureAlgorithm.ES256)] : signers;
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.BadlySigned);
    }

    [Fact]
    public async Task Leaves_out_a_region_whose_role_has_expired()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Repository.Spoil = (role, targets) => role == "region-310000" ? targets with { Expires = bed.Clock.Now } : targets;
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.Expired);
    }

    [Fact]
    public async Task Leaves_out_a_region_that_has_not_published_yet()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Repository.Spoil = (role, targets) => role == "region-310000"
            ? targets with { Targets = new Dictionary<string, TargetFile>() } : targets;
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.Missing);
    }

    [Fact]
    public async Task Leaves_out_a_region_whose_document_contradicts_itself()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Shanghai.Issuers = bed.Shanghai.Issuers with { Certificates = bed.Shanghai.Issuers.Certificates.Add(bed.Shanghai.Issuers.Certificates[0]) };
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.Malformed);
    }

    [Fact]
    public async Task Leaves_out_a_region_that_speaks_for_another()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Shanghai.Issuers = bed.Jiangsu.Issuers;
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.WrongSpeaker);
    }

    [Fact]
    public async Task Leaves_out_a_region_that_rewrites_its_history_until_it_stands_by_it_again()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var accepted = bed.Shanghai.Issuers;
        bed.Shanghai.Issuers = accepted with { StatusKeys = [] };
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.HistoryRewritten);

        // The baseline outlives the bad version, a restart, and a repetition of the bad version.
        bed.PublishLater();
        var again = await bed.NewClient().SyncAsync();
        Assert.Equal(ExclusionReason.HistoryRewritten, again.State!.Excluded["310000"].Reason);

        bed.Shanghai.Issuers = accepted;
        bed.PublishLater();
        Assert.Empty((await bed.NewClient().SyncAsync()).State!.Excluded);
    }

    [Fact]
    public async Task Keeps_licences_of_a_region_whose_node_document_is_missing_but_sends_nobody_there()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Repository.SignWith = (role, signers) => role == "node-310000" ? [SoftwareSigner.Create(SignatureAlgorithm.ES256)] : signers;
        bed.PublishLater();
        var state = (await bed.SyncedAsync()).State!;
        Assert.Equal(RegionStanding.Active, state.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(ExclusionReason.BadlySigned, state.NodesExcluded["310000"].Reason);
        Assert.Null(state.FindRoute("310000", bed.Clock.Now));
    }

    [Fact]
    public async Task Rejects_a_node_that_adds_an_issuer()
    {
        await using var bed = await SyncBed.StartAsync();
        // A thief on the node holds the node's key: the role may speak for node.json alone.
        var forged = RegionSimulator.Create("310000", "CN-SH", SyncBed.Start, bed.Hub.Url).Issuers.Write();
        var hash = RegionSimulator.ThumbprintOf(forged);
        bed.Repository.Spoil = (role, targets) => role switch
        {
            "node-310000" => targets with
            {
                Targets = targets.Targets.Append(new(IssuersDocument.PathOf("310000"), new TargetFile(forged.Length, hash))).ToDictionary(),
            },
            "region-310000" => targets with { Targets = new Dictionary<string, TargetFile>() },
            _ => targets,
        };
        bed.Repository.Put($"targets/regions/310000/{hash}.issuers.json", forged);
        bed.PublishLater();
        await AssertExcluded(bed, ExclusionReason.Missing);
    }

    private static async Task AssertExcluded(SyncBed bed, ExclusionReason reason)
    {
        var outcome = await bed.SyncedAsync();
        foreach (var state in new[] { outcome.State!, bed.Load().State! })
        {
            Assert.Equal(reason, Assert.Single(state.Excluded).Value.Reason);
            Assert.Equal(RegionStanding.Excluded, state.StandingOf("310000", bed.Clock.Now));
            Assert.Equal(["320000", "320500"], state.Issuers.Keys.Order());
            Assert.DoesNotContain(state.Authorities.Values, authority => authority.Region.Code == "310000");
            Assert.Equal(RegionStanding.Active, state.StandingOf("320000", bed.Clock.Now));
        }
    }
}
