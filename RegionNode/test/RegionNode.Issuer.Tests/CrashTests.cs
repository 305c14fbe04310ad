using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests;

/// <summary>Every write can fail and still have happened: each one of the way from record to revocation, in both ways.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("install region metadata", 1)]
    [InlineData("sign node.json", 1)]
    [InlineData("open first block", 1)]
    [InlineData("sign status list", 2)]
    [InlineData("sign status head", 2)]
    [InlineData("close issuance batch", 1)]
    [InlineData("record decision", 6)]
    [InlineData("put driver record", 1)]
    [InlineData("reserve index", 1)]
    [InlineData("bind device", 1)]
    [InlineData("record licence", 1)]
    [InlineData("record life event", 1)]
    [InlineData("change status", 1)]
    public async Task Survives_a_crash_at_a_write(string act, int occurrences) =>
        await Task.WhenAll(
            from occurrence in Enumerable.Range(1, occurrences)
            from afterCommit in new[] { false, true }
            select SurviveAsync(act, occurrence, afterCommit));

    private static async Task SurviveAsync(string act, int occurrence, bool afterCommit)
    {
        await using var region = await TestRegion.PrepareAsync();
        FaultyStore? fault = null;
        await region.StartIssuerAsync(real => fault = new FaultyStore(real, act, occurrence, afterCommit));
        var revived = false;
        var errand = new Errand(region, async () =>
        {
            if (revived || fault is not { Crashed: true })
                return;
            revived = true;
            await region.StopIssuerAsync();
            await region.StartIssuerAsync();
        });
        await errand.RunAsync(1);
        Assert.True(revived, $"{act} {occurrence} never came");
        await errand.CheckAsync();
        HubInvariants.Hold(region);
    }
}
