using System.Net;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests;

/// <summary>What only the operators can renew is said at half its life, long before it is an outage.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Warns_at_half_the_life_of_the_regions_record_and_of_its_keys_and_not_before()
    {
        await using var region = await TestRegion.StartAsync();
        Assert.DoesNotContain("half the life", await WarningsAsync(region), StringComparison.Ordinal);

        region.Clock.Advance(TimeSpan.FromDays(44)); // The record lives 90 days, the document signer signs for 100.
        Assert.DoesNotContain("half the life", await WarningsAsync(region), StringComparison.Ordinal);
        region.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("half the life of the signed record of the region is over", await WarningsAsync(region), StringComparison.Ordinal);
        region.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Contains("half the life of the document signer is over", await WarningsAsync(region), StringComparison.Ordinal);
        Assert.DoesNotContain("status key", await WarningsAsync(region), StringComparison.Ordinal);

        // The operators publish the next signer and sign again: all is well.
        using var office = Office.Of(region);
        var now = region.Clock.GetUtcNow();
        region.Province.AddSigner((await office.PostAsync("/operator/keys/document-signer")).Json["spki"]!.GetValue<string>(), now, now.AddHours(49));
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inbox), now);
        await Eventually.TrueAsync(async () => !(await WarningsAsync(region)).Contains("half the life", StringComparison.Ordinal), "no warning is left");
    }

    private static async Task<string> WarningsAsync(TestRegion region)
    {
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Status == HttpStatusCode.OK, "the issuer is ready");
        return (await region.HealthAsync()).Body["warnings"]?.ToJsonString() ?? "";
    }
}
