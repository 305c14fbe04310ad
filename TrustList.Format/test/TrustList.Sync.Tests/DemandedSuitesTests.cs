using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Sync.Tests;

/// <summary>A client whose root demands both suites, against a hub that was served less (SPEC.md §4.4).</summary>
public sealed class DemandedSuitesTests
{
    [Fact]
    public async Task Follows_a_root_that_demands_both_suites_and_rejects_targets_stripped_of_one()
    {
        await using var bed = await DemandingAsync();
        Assert.Equal(2, (await bed.SyncedAsync()).State!.Versions.Root);
        bed.Repository.SignWith = (_, signers) => signers.Where(signer => signer.PublicKey.Algorithm != SignatureAlgorithm.SM2);
        bed.PublishLater();
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.Forged, MetadataFault.BelowSuites), (outcome.Fault, outcome.MetadataFault));
        Assert.Equal(2, bed.Load().State!.Versions.Targets);
    }

    [Fact]
    public async Task Rejects_a_root_that_drops_the_demand_by_the_word_of_one_suite()
    {
        await using var bed = await DemandingAsync();
        await bed.SyncedAsync();
        bed.Repository.Suites = bed.Repository.Suites.Clear();
        bed.Repository.PublishRoot(bed.Repository.NewRoot(3), bed.Repository.RootKeys.AsSpan());
        bed.Serve();
        Assert.Equal(MetadataFault.BelowSuites, (await bed.Client.SyncAsync()).MetadataFault);
        Assert.Equal(2, bed.Load().State!.Versions.Root);
    }

    private static async Task<SyncBed> DemandingAsync()
    {
        var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.RootSm2Keys = [Sm2(), Sm2()];
        bed.Repository.TargetsSm2Keys = [Sm2(), Sm2()];
        bed.Repository.Suites = bed.Repository.Suites.Add(SignatureAlgorithm.ES256, 2).Add(SignatureAlgorithm.SM2, 2);
        bed.Repository.RotateRoot();
        bed.PublishLater();
        return bed;
    }

    private static SoftwareSigner Sm2() => SoftwareSigner.Create(SignatureAlgorithm.SM2);
}
