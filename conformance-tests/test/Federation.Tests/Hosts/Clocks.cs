using System.Diagnostics;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using static Federation.Tests.Hosts.Partitions;

namespace Federation.Tests.Hosts;

/// <summary>One program whose clock is wrong by a day.</summary>
internal static class Clocks
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromHours(25);

    /// <summary>A gateway's clock.</summary>
    public static Scenario Gateway(int days) => new(
        Text($"a gateway's clock is a day {Word(days)}"),
        days < 0 ? "Undecided (ClockImplausible); right again by itself" : "Undecided (TrustStateExpired); right again by itself",
        world => WrongAsync(world, world.Country[Region.Jiangsu].GatewayName, days, async () =>
        {
            var reason = days < 0 ? "ClockImplausible" : "TrustStateExpired";
            await Wait.Until($"Jiangsu names {reason}", async () => (await world.OfflineAsync(Region.Jiangsu, world.Desks.Licences[0])).Reason() == reason, world.Cancel, seconds: 120);
            Is("Undecided", await world.LiveAsync(Region.Jiangsu, world.Desks.Licences[0]), reason);
            return reason;
        }));

    /// <summary>An issuer's clock.</summary>
    public static Scenario Issuer(int days) => new(
        Text($"an issuer's clock is a day {Word(days)}"),
        "its live answers count for nothing (LiveUnavailable), the offline verdict goes on; once its clock is right, licences, heads and live answers as before",
        world => WrongAsync(world, world.Country[Region.Shanghai].IssuerName, days, async () =>
        {
            var licence = world.Desks.Licences[0];
            var words = new SortedSet<string>(StringComparer.Ordinal);
            await Wait.Until("a live answer does not count", async () =>
            {
                var live = await world.LiveAsync(Region.Jiangsu, licence);
                foreach (var word in live["degraded"]!.AsArray()) words.Add(word!.GetValue<string>());
                return live.Reason() == "LiveUnavailable";
            }, world.Cancel, seconds: 120);
            Is("Accepted", await world.OfflineAsync(Region.Jiangsu, licence));
            return Text($"LiveUnavailable; degraded: {string.Join(", ", words)}");
        }));

    /// <summary>The hub's clock.</summary>
    public static Scenario Hub(int days) => new(
        Text($"the hub's clock is a day {Word(days)}"),
        "gateways go on by the list that they hold, or say why not; nothing wrong is accepted; once its clock is right, heads and lists as before",
        world => WrongAsync(world, "hub", days, async () =>
        {
            var words = new SortedSet<string>(StringComparer.Ordinal);
            for (var n = 0; n < 20; n++)
            {
                var verdict = await world.OfflineAsync(Region.Jiangsu, world.Desks.Licences[0]);
                words.Add(verdict.Reason().Length > 0 ? $"{verdict.Outcome()} ({verdict.Reason()})" : verdict.Outcome());
                await Task.Delay(200, world.Cancel);
            }
            return string.Join(", ", words);
        }));

    // Wrong for a while, then right: a revocation passes through everything again.
    private static async Task<string> WrongAsync(HostsWorld world, string program, int days, Func<Task<string>> meanwhile)
    {
        if (world.Country.Clock.Now - Country.Beginning < LongEnough)
        {
            await world.Country.Clock.Advance(LongEnough, world.Cancel); // Who may ask, may since the beginning: a slow clock is to be later than that.
            await world.Country.Synchronised(world.Cancel);
        }
        var licence = await world.IssueAsync(Region.Shanghai);
        await world.SettleAsync(licence);
        await world.Country.Clock.SetWrong(program, TimeSpan.FromDays(days), world.Cancel);
        var told = "";
        try
        {
            told = await meanwhile();
        }
        finally
        {
            await world.Country.Clock.SetWrong(program, TimeSpan.Zero, world.Cancel);
        }
        var watch = Stopwatch.StartNew();
        await world.ChangeAsync(licence, "E");
        await world.SettleAsync(licence);
        await Wait.Until("a live answer counts again", async () =>
            await world.LiveAsync(Region.Jiangsu, world.Desks.Licences[0]) is var live && live.Outcome() == "Accepted" && live["restsOn"]?["live"] is not null, world.Cancel, seconds: 120);
        await world.DrainAsync(Region.Shanghai);
        return Text($"{told}; a revocation passes everywhere and live answers count {watch.Elapsed.TotalSeconds:F1} s after the clock is right");
    }

    private static string Word(int days) => days < 0 ? "slow" : "fast";
}
