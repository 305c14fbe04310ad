using System.Diagnostics;
using System.Globalization;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing;
using TrustList.Testing.Databases;
using TrustList.Testing.Hosts;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// The leading hub of three is killed, or stands still for longer than it may lead, while a region works. FEDERATION_TAKEOVERS
/// sets how often (./soak takeover), FEDERATION_SEED repeats a run's choices, FEDERATION_REPORT names a file for the table.
/// </summary>
public sealed class TakeoverTests(ITestOutputHelper output)
{
    private const int UsualTakeovers = 3;
    private const int Hubs = 3;
    private const int LongestPauseMs = 500;

    [PostgresFact]
    public async Task Survives_takeovers_with_one_log_and_nothing_lost()
    {
        var takeovers = Setting("FEDERATION_TAKEOVERS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualTakeovers;
        var random = new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64);
        output.WriteLine($"seed {random.Seed}, {takeovers} takeovers");
        await using var federation = await LoopbackFederation.StartHubs(Hubs, Region.Shanghai);
        var hubs = federation.Country.Hub.Instances!;
        var office = new BusyOffice(federation.Country[Region.Shanghai], random.NextUInt64());
        var follower = new LogFollower(federation.Country);
        var table = new TakeoverTable("Three hubs on one PostgreSQL database, on one machine with the node that works meanwhile; the lease is 2.5 s. From what happens to the leader until a caller at the front has an answer of another leader. Made by `./soak takeover`.");
        await using (var outage = new Outage(federation.Country.Hub))
        using (var work = new CancellationTokenSource())
        {
            var working = office.Work(work.Token);
            for (var n = 0; n < takeovers; n++)
            {
                await Progress(office, federation.Cancel);
                await Task.Delay(random.Next(LongestPauseMs), federation.Cancel);
                var kind = (TakeoverKind)(n % Enum.GetValues<TakeoverKind>().Length);
                table.Add(kind, await TakeoverAsync(hubs, kind, outage, federation.Cancel));
                follower.Look($"seed {random.Seed}, takeover {n}, {kind}");
            }

            await work.CancelAsync();
            await working;
        }

        output.WriteLine(table.Text());
        if (Setting("FEDERATION_REPORT") is { } report) await File.WriteAllTextAsync(report, table.Text());
        var log = new LogInvariants(federation.Country);
        var invariants = new Invariants(federation.Country, office, log);
        try
        {
            await invariants.Hold(federation.Cancel);
            follower.Look("at the end");
        }
        catch (Exception violation)
        {
            throw new InvalidOperationException($"seed {random.Seed}: {violation.Message}\n{federation.Logs()}", violation);
        }

        output.WriteLine($"{office.Licences.Count} licences, {office.Acknowledged} acknowledged changes, {invariants.Receipts} receipts, {follower.Size} epochs, {log.Heads} heads, {log.Leaves} leaves");
        Assert.True(follower.Size > 1 && log.Leaves > 0, "nothing was logged");
    }

    private static async Task<TimeSpan> TakeoverAsync(HubInstances hubs, TakeoverKind kind, Outage outage, CancellationToken cancel)
    {
        var (term, place) = await hubs.LeaderAsync();
        var moment = Stopwatch.GetTimestamp();
        if (kind == TakeoverKind.Killed)
            await hubs.KillAsync(place);
        else
            hubs[place].Freeze();
        var duration = await outage.EndedAsync(moment, async () => await hubs.LeaderAsync() is var (now, leader) && now > term && leader >= 0 && leader != place, cancel);
        if (kind == TakeoverKind.Killed)
            hubs.Launch(place);
        else
            hubs[place].Thaw();
        await Wait.Until($"hub {place + 1} follows again", async () => await hubs.FollowsAsync(place), cancel, seconds: 60);
        return duration;
    }

    private static async Task Progress(BusyOffice office, CancellationToken cancel)
    {
        var acknowledged = office.Acknowledged;
        await Wait.Until("the issuer acknowledges changes", () => Task.FromResult(office.Acknowledged > acknowledged), cancel, seconds: 120);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
