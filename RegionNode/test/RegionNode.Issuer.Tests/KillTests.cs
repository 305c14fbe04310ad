using RegionNode.Issuer.Tests.World;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests;

public sealed class KillTests
{
    private const int Kills = 10;

    [Fact]
    public async Task Survives_kill_9_at_random_points_with_nothing_lost_and_nothing_twice()
    {
        var seed = new SeededGenerator((ulong)Environment.TickCount64);
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (_, before) => before == 0 ? HubMood.DropAfter : HubMood.Admit; // Each first answer is lost.
        var done = new CancellationTokenSource();
        var killing = KillAsync(region, seed, done);
        List<Errand> errands = [];
        for (var driver = 0; !done.IsCancellationRequested || errands.Count < 2; driver++)
        {
            var errand = new Errand(region, () => Task.CompletedTask);
            await errand.RunAsync(driver);
            errands.Add(errand);
        }
        using var last = await killing;
        Assert.All(errands, errand => Assert.True(errand.CheckAsync().Wait(TestRegion.Patience), $"seed {seed.Seed}"));
        HubInvariants.Hold(region);
    }

    /// <summary>Kills and starts again, each time after 0.2 to 2.5 s; leaves the last one running.</summary>
    private static async Task<IssuerProcess> KillAsync(TestRegion region, SeededGenerator seed, CancellationTokenSource done)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = region.StartProcess();
            await Task.Delay(200 + seed.Next(2300));
            Assert.False(process.HasExited);
            process.Kill();
        }
        var last = region.StartProcess();
        await done.CancelAsync();
        return last;
    }
}
