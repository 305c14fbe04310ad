using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Federation.Tests.Hosts;

/// <summary>Hosts that do not reach each other: packets are lost in silence, as on a broken route.</summary>
internal static class Partitions
{
    private static readonly TimeSpan ADayAndAnHour = TimeSpan.FromHours(25);

    /// <summary>A region works on while nobody at the hub hears of it.</summary>
    public static readonly Scenario RegionFromHub = new(
        "a region (issuer and gateway) does not reach the hub",
        "its issuer issues and revokes on; the others verify its licences from what they hold, and live at the region; afterwards the outbox drains: each submission acknowledged once, at a place of its own, and the revocation is known everywhere",
        async world =>
        {
            var known = world.Desks.Licences[0];
            world.Network.Part(world.Issuer(Region.Shanghai), world.Hub);
            world.Network.Part(world.Gateway(Region.Shanghai), world.Hub);
            var issued = await world.IssueAsync(Region.Shanghai);
            var revoked = await world.IssueAsync(Region.Shanghai);
            await world.ChangeAsync(revoked, "E");
            await Wait.Until("submissions wait", () => Task.FromResult(world.Waiting(Region.Shanghai) > 0), world.Cancel);
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, known));
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, known));
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, issued));
            Is("Refused", await world.UntilLiveAsync(Region.Jiangsu, revoked));
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, revoked));
            var waiting = world.Waiting(Region.Shanghai);
            var watch = Stopwatch.StartNew();
            world.Network.Heal();
            var done = await world.DrainAsync(Region.Shanghai);
            var drained = watch.Elapsed;
            await world.SettleAsync(revoked);
            return Text($"{waiting} submissions waited, empty after {drained.TotalSeconds:F1} s, revocation known everywhere after {watch.Elapsed.TotalSeconds:F1} s; {done} places, none twice");
        });

    /// <summary>A gateway decides by its list until that ends.</summary>
    public static readonly Scenario GatewayFromHub = new(
        "a gateway does not reach the hub, longer than its list lives",
        "verdicts go on, with StatusStale from 8 hours on; after 24 hours Undecided (TrustStateExpired), offline and live; another region's gateway decides on; afterwards it heals by itself",
        async world =>
        {
            var known = world.Desks.Licences[0];
            world.Network.Part(world.Gateway(Region.Jiangsu), world.Hub);
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, known));
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, known));
            await world.Country.Clock.Advance(TimeSpan.FromHours(9), world.Cancel);
            var stale = Is("Accepted", await world.OfflineAsync(Region.Jiangsu, known));
            Assert.Contains("StatusStale", stale.Warnings());
            await world.Country.Clock.Advance(ADayAndAnHour - TimeSpan.FromHours(9), world.Cancel);
            Is("Undecided", await world.OfflineAsync(Region.Jiangsu, known), "TrustStateExpired");
            Is("Undecided", await world.LiveAsync(Region.Jiangsu, known), "TrustStateExpired");
            await Wait.Until("Anhui decides", async () => (await world.OfflineAsync(Region.Anhui, known)).Outcome() == "Accepted", world.Cancel, seconds: 120);
            var watch = Stopwatch.StartNew();
            world.Network.Heal();
            await Wait.Until("Jiangsu decides again", async () => (await world.OfflineAsync(Region.Jiangsu, known)) is var verdict && verdict.Outcome() == "Accepted" && !verdict.Warnings().Contains("StatusStale"), world.Cancel, seconds: 120);
            return Text($"decides again, with a fresh status, {watch.Elapsed.TotalSeconds:F1} s after the line is back");
        });

    /// <summary>The home region is not reached; what is held counts.</summary>
    public static readonly Scenario GatewayFromHome = new(
        "a gateway does not reach a licence's home region",
        "a live question at the roadside: Undecided (LiveUnavailable); for rental, where policy lets the offline verdict stand: Accepted with that warning; the offline verdict goes on; afterwards live answers again",
        async world =>
        {
            var known = world.Desks.Licences[0];
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, known));
            world.Network.Part(world.Gateway(Region.Jiangsu), world.Gateway(Region.Shanghai));
            var fresh = await world.IssueAsync(Region.Shanghai); // No answer about it is at hand.
            await world.SettleAsync(fresh);
            var (longest, words) = (TimeSpan.Zero, new SortedSet<string>(StringComparer.Ordinal));
            for (var n = 0; n < 2; n++)
            {
                var asked = Stopwatch.StartNew();
                var roadside = Is("Undecided", await world.LiveAsync(Region.Jiangsu, fresh), "LiveUnavailable");
                longest = asked.Elapsed > longest ? asked.Elapsed : longest;
                words.UnionWith(roadside["degraded"]!.AsArray().Select(word => word!.GetValue<string>()));
                Assert.Contains("LiveUnavailable", Is("Accepted", await world.LiveAsync(Region.Jiangsu, fresh, "rental")).Warnings());
                Is("Accepted", await world.OfflineAsync(Region.Jiangsu, fresh));
            }
            Is("Accepted", await world.UntilLiveAsync(Region.Anhui, fresh));
            var watch = Stopwatch.StartNew();
            world.Network.Heal();
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, fresh));
            return Text($"longest live answer at the roadside {longest.TotalMilliseconds:F0} ms, degraded: {string.Join(", ", words)}; live again {watch.Elapsed.TotalSeconds:F1} s after the line is back");
        });

    /// <summary>Holds a verdict against what must come of it.</summary>
    public static JsonNode Is(string outcome, JsonNode verdict, string reason = "")
    {
        Assert.True(verdict.Outcome() == outcome && (reason.Length == 0 || verdict.Reason() == reason), $"not {outcome} {reason}: {verdict.ToJsonString()}");
        return verdict;
    }

    /// <summary>What was measured, with numbers as everywhere.</summary>
    public static string Text(FormattableString measured) => measured.ToString(CultureInfo.InvariantCulture);
}
