using System.Globalization;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// kill -9 of issuer and hub in the middle of submissions, of heads, batches, epochs and cosignatures. FEDERATION_KILLS
/// sets how many (./soak kills, ./soak log), FEDERATION_SEED repeats a run's choices.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int UsualKills = 10;

    [Fact]
    public async Task Survives_kill_9_of_issuer_and_hub_with_nothing_lost_and_nothing_twice()
    {
        var kills = Setting("FEDERATION_KILLS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualKills;
        var random = new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64);
        output.WriteLine($"seed {random.Seed}, {kills} kills");

        await using var federation = await LoopbackFederation.Start(Region.Shanghai);
        var office = new BusyOffice(federation.Country[Region.Shanghai], random.NextUInt64());
        var follower = new LogFollower(federation.Country);
        using (var work = new CancellationTokenSource())
        {
            var working = office.Work(work.Token);
            var killer = new Killer(federation.Country, random, office);
            for (var kill = 0; kill < kills; kill++)
            {
                await killer.KillOne(federation.Cancel);
                follower.Look($"seed {random.Seed}, kill {kill}");
            }

            await work.CancelAsync();
            await working;
        }

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

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
