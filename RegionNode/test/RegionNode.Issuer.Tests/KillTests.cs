using RegionNode.Issuer.Tests.World;
using Xunit.Abstractions;

namespace RegionNode.Issuer.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int UsualKills = 10;

    [Fact]
    public async Task Survives_kill_9_at_random_points_with_nothing_lost_and_nothing_twice()
    {
        var ordeal = Ordeal.Of(UsualKills);
        output.WriteLine(ordeal.ToString());
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (_, before) => before == 0 ? HubMood.DropAfter : HubMood.Admit; // Each first answer is lost.
        var killing = KillAsync(region, ordeal);
        List<Errand> errands = [];
        for (var driver = 0; !killing.IsCompleted || errands.Count < 2; driver++)
        {
            var errand = new Errand(region, () => killing.IsFaulted ? killing : Task.CompletedTask); // Where the killing failed, nobody will start it again.
            await errand.RunAsync(driver);
            errands.Add(errand);
        }
        using var last = await killing;
        Assert.All(errands, errand => Assert.True(errand.CheckAsync().Wait(TestRegion.Patience), ordeal.ToString()));
        HubInvariants.Hold(region);
    }

    /// <summary>Kills and starts again, each time after 0.2 to 2.5 s; leaves the last one running.</summary>
    private static async Task<IssuerProcess> KillAsync(TestRegion region, Ordeal ordeal)
    {
        for (var kill = 0; kill < ordeal.Kills; kill++)
        {
            using var process = region.StartProcess();
            await Task.Delay(200 + ordeal.Random.Next(2300));
            Assert.False(process.HasExited, $"{ordeal}: the issuer ended by itself");
            process.Kill();
        }
        return region.StartProcess();
    }
}
