using System.Globalization;
using Demo.World;
using Federation.Tests.World;
using TrustList.Sync;
using TrustList.Testing;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// kill -9 of the hub at random moments while operators publish. FEDERATION_PUBLISHES sets how many kills
/// (./soak publish), FEDERATION_SEED repeats a run's choices.
/// </summary>
public sealed class PublishKillTests(ITestOutputHelper output)
{
    private const int UsualKills = 10;
    private const int LongestPauseMs = 400;

    [Fact]
    public async Task Survives_kill_9_while_publishing_and_serves_the_old_or_the_new_version()
    {
        var kills = Setting("FEDERATION_PUBLISHES") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualKills;
        var random = new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64);
        output.WriteLine($"seed {random.Seed}, {kills} kills");
        await using var federation = await LoopbackFederation.Start();
        var (hub, cancel) = (federation.Country.Hub, federation.Cancel);
        using var http = TrustClient.CreateHttpClient();
        var follower = new TrustClient(
            new TrustStore(new MemoryFileStore()), await File.ReadAllBytesAsync(hub.TrustAnchor, cancel), hub.PublicUrl, http, new SettableClock(federation.Country.Clock.Now.AddMinutes(1)));
        var publisher = new BusyOperators(federation.Country);
        for (var kill = 0; kill < kills; kill++)
        {
            var publishing = publisher.PublishNext(cancel);
            await Task.Delay(random.Next(LongestPauseMs), cancel);
            await hub.Kill();
            Whole(await FsckPublic(hub, cancel), random, kill);
            hub.Launch();
            await publishing;
            await Follow(follower, federation.Country.Nation!.TargetsVersion, $"seed {random.Seed}, kill {kill}", cancel);
        }

        await hub.Stop();
        var (code, report) = await hub.Fsck(cancel);
        Assert.True(code == 0, $"seed {random.Seed}: {report}");
        output.WriteLine($"root {publisher.Roots}, targets {federation.Country.Nation!.TargetsVersion}, {publisher.Repeated} submissions repeated");
    }

    private static async Task<(int Code, string Output, string Errors)> FsckPublic(HubSite hub, CancellationToken cancel) =>
        await Child.Run(Repository.Program("tools/src/trustctl"), ["fsck", hub.PublicFolder], cancel);

    private static void Whole((int Code, string Output, string Errors) walk, SeededGenerator random, int kill) =>
        Assert.True(walk is { Code: 0, Output: "whole\n" }, $"seed {random.Seed}, kill {kill}: {walk.Output}{walk.Errors}");

    // The publisher catches up within moments; whatever is served meanwhile is one whole version.
    private static Task Follow(TrustClient follower, long targets, string place, CancellationToken cancel) =>
        Wait.Until($"{place}: the newest targets are served", async () =>
        {
            var outcome = await follower.SyncAsync(cancel);
            Assert.True(outcome.Ok || outcome.Fault is SyncFault.Unreachable or SyncFault.Interrupted, $"{place}: {outcome.Fault} {outcome.Detail}");
            return outcome.State?.Versions.Targets == targets;
        }, cancel);

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
