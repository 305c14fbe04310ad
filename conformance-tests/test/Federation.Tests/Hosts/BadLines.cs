using System.Diagnostics;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using static Federation.Tests.Hosts.Partitions;

namespace Federation.Tests.Hosts;

/// <summary>Lines that are slow, lossy, narrow, or open at one end only.</summary>
internal static class BadLines
{
    private const int Questions = 10;
    private static readonly string[] Purposes = ["roadside", "counter", "rental", "insurance"];

    /// <summary>Half a continent between all sites.</summary>
    public static readonly Scenario Far = new(
        "300 ms there and back between all sites",
        "offline verdicts, live answers for every purpose, a revocation and a handheld's first sync all go on; nothing is refused for the distance",
        async world =>
        {
            foreach (var access in world.Network.Accesses) access.Delay = TimeSpan.FromMilliseconds(75);
            return await WorkOnAsync(world, "far");
        });

    /// <summary>One segment in twenty is lost.</summary>
    public static readonly Scenario Lossy = new(
        "5 % of the segments between sites are lost, 40 ms there and back",
        "as above; what is late beyond a purpose's patience is LiveUnavailable, and the next question is answered",
        async world =>
        {
            foreach (var access in world.Network.Accesses) (access.Delay, access.LossPerThousand) = (TimeSpan.FromMilliseconds(10), 25); // Two lines each way.
            return await WorkOnAsync(world, "lossy");
        });

    /// <summary>A region at the end of a narrow line.</summary>
    public static readonly Scenario Narrow = new(
        "a region on a line of 64 kbit/s",
        "its heads are admitted; its revocations are seen elsewhere; a handheld there syncs for the first time, and then decides with its cable pulled",
        async world =>
        {
            var known = world.Desks.Licences[0];
            var licence = await world.IssueAsync(Region.Anhui);
            await world.SettleAsync(licence);
            var line = world.Network.AccessOf(Region.Anhui.Code);
            line.BitsPerSecond = 64_000;
            var (watch, before) = (Stopwatch.StartNew(), line.Bytes);
            await world.ChangeAsync(licence, "E");
            await world.SettleAsync(licence, Region.Jiangsu);
            var seen = watch.Elapsed;
            await world.DrainAsync(Region.Anhui);
            var (admitted, bytes) = (watch.Elapsed, line.Bytes - before);
            var handheld = await SyncAsync(world, Region.Anhui.Code);
            Switch.Plug(handheld.Host, isIn: false);
            var (_, verdict) = await handheld.Device.Verify(known.Phone.Present("desk.test"), Region.Anhui.Code, "roadside", world.Cancel);
            Is("Accepted", verdict);
            (_, verdict) = await handheld.Device.Verify(licence.Phone.Present("desk.test"), Region.Anhui.Code, "roadside", world.Cancel);
            Is("Refused", verdict, "Revoked");
            return Text($"a revocation seen in Jiangsu after {seen.TotalSeconds:F1} s, everything of it admitted after {admitted.TotalSeconds:F1} s ({bytes} bytes on the line, the gateway's looks at the hub each second among them); first sync {handheld.Took.TotalSeconds:F1} s ({handheld.Bytes} bytes on the line in that time)");
        });

    /// <summary>Lines that are open, and on which nothing passes.</summary>
    public static readonly Scenario HalfOpen = new(
        "half-open lines: a region's, then the hub's take connections and keep those that are open, and nothing passes",
        "every question is answered within the time-outs: live Undecided (LiveUnavailable), offline as before; afterwards live answers, heads and lists pass again",
        async world =>
        {
            var licence = await world.IssueAsync(Region.Shanghai);
            await world.SettleAsync(licence);
            var region = world.Network.AccessOf(Region.Shanghai.Code);
            region.Silence(isSilent: true);
            var asked = Stopwatch.StartNew();
            Is("Undecided", await world.LiveAsync(Region.Jiangsu, licence), "LiveUnavailable");
            var live = asked.Elapsed;
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, licence));
            region.Silence(isSilent: false);
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, licence));
            var hub = world.Network.AccessOf("hub");
            hub.Silence(isSilent: true);
            await world.ChangeAsync(licence, "E");
            Is("Refused", await world.UntilLiveAsync(Region.Jiangsu, licence), "Revoked");
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, licence));
            var watch = Stopwatch.StartNew();
            hub.Silence(isSilent: false);
            await world.SettleAsync(licence);
            return Text($"live question answered after {live.TotalMilliseconds:F0} ms; the revocation known everywhere {watch.Elapsed.TotalSeconds:F1} s after the hub's line passes again");
        });

    // What must go on over a bad line; a purpose's live answer may be late now and then, never for good.
    private static async Task<string> WorkOnAsync(HostsWorld world, string name)
    {
        var known = world.Desks.Licences[0];
        var told = new List<string>();
        foreach (var purpose in Purposes)
        {
            var (took, late) = (new List<double>(), 0);
            for (var n = 0; n < Questions; n++)
            {
                var watch = Stopwatch.StartNew();
                var verdict = await world.LiveAsync(Region.Jiangsu, known, purpose);
                took.Add(watch.Elapsed.TotalMilliseconds);
                if (verdict.Reason() == "LiveUnavailable" || verdict.Warnings().Contains("LiveUnavailable")) late++;
            }
            Is("Accepted", await world.UntilLiveAsync(Region.Jiangsu, known, purpose));
            took.Sort();
            told.Add(Text($"{purpose} {took[Questions / 2]:F0} ms, longest {took[^1]:F0}, {late} of {Questions} without a live answer"));
        }
        var licence = await world.IssueAsync(Region.Shanghai);
        await world.SettleAsync(licence);
        var change = Stopwatch.StartNew();
        await world.ChangeAsync(licence, "E");
        await world.SettleAsync(licence);
        var seen = change.Elapsed;
        var handheld = await SyncAsync(world, name);
        return Text($"live: {string.Join("; ", told)}. A revocation known everywhere after {seen.TotalSeconds:F1} s; a handheld's first sync {handheld.Took.TotalSeconds:F1} s");
    }

    private static async Task<(Handheld Device, Host Host, TimeSpan Took, long Bytes)> SyncAsync(HostsWorld world, string site)
    {
        var device = new Handheld(world.Country.Workspace, world.Country.Clock, site);
        var line = world.Network.AccessOf(site);
        var (watch, before) = (Stopwatch.StartNew(), line.Bytes);
        var (code, answer) = await device.Sync(world.Country.Hub.SeenPublicUrl, world.Country.Hub.TrustAnchor, world.Cancel);
        Assert.True(code == 0, answer.ToJsonString());
        (code, answer) = await device.PullStatus(world.Country.Hub.SeenPublicUrl, world.Cancel);
        Assert.True(code == 0, answer.ToJsonString());
        return (device, world.Network["handheld-" + site], watch.Elapsed, line.Bytes - before);
    }
}
