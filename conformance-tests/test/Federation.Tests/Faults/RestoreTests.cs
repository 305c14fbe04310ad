using System.Diagnostics;
using System.Globalization;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// The machine of hub or node is lost while a region works, and another takes its place from backup, journal and keys.
/// FEDERATION_RESTORES sets how often (./soak restore), FEDERATION_SEED repeats a run's choices, FEDERATION_REPORT names a file for the table.
/// </summary>
public sealed class RestoreTests(ITestOutputHelper output)
{
    private const int UsualRestores = 3;

    [Fact]
    public async Task Survives_the_loss_of_a_machine_with_nothing_lost_and_no_fork()
    {
        var restores = Setting("FEDERATION_RESTORES") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualRestores;
        var random = new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64);
        output.WriteLine($"seed {random.Seed}, {restores} restores");
        await using var federation = await LoopbackFederation.StartJournaled(Region.Shanghai);
        var (country, cancel) = (federation.Country, federation.Cancel);
        var (hub, issuer) = (
            LostMachine.Hub(country, federation.Elsewhere(), federation.Elsewhere("journal", "hub"), cancel),
            LostMachine.Issuer(country[Region.Shanghai], federation.Elsewhere(), federation.Elsewhere("journal", "issuer"), cancel));
        hub.KeepKeys();
        issuer.KeepKeys();
        var office = new BusyOffice(country[Region.Shanghai], random.NextUInt64());
        var follower = new LogFollower(country);
        var table = new RestoreTable();
        using (var work = new CancellationTokenSource())
        {
            var working = office.Work(work.Token);
            for (var n = 0; n < restores; n++)
            {
                var (_, before) = await country.Issue(Drivers.Next(), cancel);
                var (ofHub, ofIssuer) = (federation.Elsewhere("backups", $"hub-{n}"), federation.Elsewhere("backups", $"issuer-{n}"));
                table.Add("hub", "backup under load", await hub.Backup(ofHub));
                table.Add("issuer", "backup under load", await issuer.Backup(ofIssuer));
                await Progress(office, cancel);
                follower.Look($"seed {random.Seed}, round {n}");
                var (_, since) = await country.Issue(Drivers.Next(), cancel);
                await Logged(country, cancel); // So that witnesses have seen more than the backup.
                var lost = n % 3; // The hub, the issuer, both.
                if (lost != 1)
                {
                    await hub.Lose();
                    await RejectsOldHub(country, hub, ofHub, table, cancel);
                }
                if (lost != 0)
                    await issuer.Lose();
                var watch = Stopwatch.StartNew();
                if (lost != 1)
                {
                    await hub.Restore(ofHub, withJournal: true);
                    country.Hub.Launch();
                }
                if (lost != 0)
                {
                    await issuer.Restore(ofIssuer, withJournal: true);
                    country[Region.Shanghai].StartIssuer();
                }
                await IsReady(country, cancel); // Its witnesses must have been heard.
                if (lost != 1) table.Add(lost == 2 ? "hub, the only witness lost too" : "hub", "from the restore's begin to ready", watch.Elapsed);
                await IssuerIsReady(country, cancel);
                if (lost != 0) table.Add(lost == 2 ? "issuer, the hub lost too" : "issuer", "from the restore's begin to ready", watch.Elapsed);
                await Progress(office, cancel);
                follower.Look($"seed {random.Seed}, after round {n}");
                var (_, after) = await country.Issue(Drivers.Next(), cancel);
                foreach (var phone in new[] { before, since, after })
                    await Accepted(country, phone, cancel);
            }

            await work.CancelAsync();
            await working;
        }

        output.WriteLine(table.Text());
        if (Setting("FEDERATION_REPORT") is { } report) await File.WriteAllTextAsync(report, table.Text());
        var log = new LogInvariants(country);
        var invariants = new Invariants(country, office, log);
        try
        {
            await invariants.Hold(cancel);
            follower.Look("at the end");
            var (code, walked) = await country[Region.Shanghai].Fsck(cancel);
            Assert.True(code == 0, walked);
        }
        catch (Exception violation)
        {
            throw new InvalidOperationException($"seed {random.Seed}: {violation.Message}\n{federation.Logs()}", violation);
        }

        output.WriteLine($"{office.Licences.Count} licences, {office.Acknowledged} acknowledged changes, {invariants.Receipts} receipts, {follower.Size} epochs, {log.Heads} heads, {log.Leaves} leaves");
        Assert.True(follower.Size > 1 && log.Leaves > 0, "nothing was logged");
    }

    /// <summary>The backup alone is older than what witnesses have cosigned: nothing is signed on it.</summary>
    private static async Task RejectsOldHub(Country country, LostMachine hub, string backup, RestoreTable table, CancellationToken cancel)
    {
        await hub.Restore(backup, withJournal: false);
        country.Hub.Launch();
        await Wait.Until("the hub says that its log is behind", async () => await Health(country, cancel) is var health && health.Contains("\"LogBehind\"", StringComparison.Ordinal), cancel);
        var signed = HubBooks.Rows(Path.Combine(hub.Data, "hub.db"), "SELECT CAST(MAX(size) AS TEXT) FROM checkpoint UNION ALL SELECT CAST(MAX(version) AS TEXT) FROM timestamp");
        var kept = HubBooks.Rows(Path.Combine(backup, "hub.db"), "SELECT CAST(MAX(size) AS TEXT) FROM checkpoint UNION ALL SELECT CAST(MAX(version) AS TEXT) FROM timestamp");
        Assert.Equal(kept, signed);
        table.Refused("hub: a backup older than its witnesses (LogBehind)");
        await hub.Lose();
    }

    private static Task IsReady(Country country, CancellationToken cancel) => Wait.Until("the hub is ready", async () =>
        (await country.Http.GetAsync(new Uri(country.Hub.PublicUrl, "health/ready"), cancel)).IsSuccessStatusCode, cancel);

    private static async Task IssuerIsReady(Country country, CancellationToken cancel)
    {
        using var office = country[Region.Shanghai].OfficeClient();
        await Wait.Until("the issuer is ready", async () => (await office.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel)).IsSuccessStatusCode, cancel);
    }

    private static async Task<string> Health(Country country, CancellationToken cancel)
    {
        using var answer = await country.Http.GetAsync(new Uri(country.Hub.PublicUrl, "health/ready"), cancel);
        return await answer.Content.ReadAsStringAsync(cancel);
    }

    private static Task Accepted(Country country, Phone phone, CancellationToken cancel) => Wait.Until("the licence is accepted", async () =>
        (await country.Ask(Region.Shanghai, phone.Present("desk.test"), "roadside", live: false, cancel))["outcome"]!.GetValue<string>() == "Accepted", cancel);

    private static async Task Logged(Country country, CancellationToken cancel)
    {
        var size = new LogFollower(country);
        size.Look("before the loss");
        var seen = size.Size;
        await Wait.Until("the log grows", () =>
        {
            size.Look("before the loss");
            return Task.FromResult(size.Size > seen);
        }, cancel);
    }

    private static async Task Progress(BusyOffice office, CancellationToken cancel)
    {
        var acknowledged = office.Acknowledged;
        await Wait.Until("the issuer acknowledges changes", () => Task.FromResult(office.Acknowledged > acknowledged), cancel, seconds: 120);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
