using System.Globalization;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// kill -9 of issuer and hub in the middle of submissions. FEDERATION_KILLS sets how many (./soak kills), FEDERATION_SEED
/// repeats a run's choices.
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
        using (var work = new CancellationTokenSource())
        {
            var working = office.Work(work.Token);
            var killer = new Killer(federation.Country, random, office);
            for (var kill = 0; kill < kills; kill++) await killer.KillOne(federation.Cancel);
            await work.CancelAsync();
            await working;
        }

        var invariants = new Invariants(federation.Country, office);
        try
        {
            await invariants.Hold(federation.Cancel);
        }
        catch (Exception violation)
        {
            throw new InvalidOperationException($"seed {random.Seed}: {violation.Message}\n{federation.Logs()}", violation);
        }

        output.WriteLine($"{office.Licences.Count} licences, {office.Acknowledged} acknowledged changes, {invariants.Receipts} receipts");
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
