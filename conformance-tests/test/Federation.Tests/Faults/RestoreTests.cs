using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Format.Status;
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

    [Fact]
    public async Task Rejects_an_old_backup_of_a_node_and_goes_on_by_what_the_hub_holds()
    {
        await using var federation = await LoopbackFederation.Start(Region.Shanghai);
        var (country, cancel) = (federation.Country, federation.Cancel);
        var site = country[Region.Shanghai];
        var issuer = LostMachine.Issuer(site, federation.Elsewhere(), "", cancel);
        issuer.KeepKeys();
        using var office = site.OfficeClient();
        var (revoked, bad) = await country.Issue(Drivers.Next(), cancel);
        var (suspended, lifted) = await country.Issue(Drivers.Next(), cancel);
        await new Office(office).ChangeStatus(suspended, "J", "suspended before the backup", urgent: true, cancel);
        await Outcome(country, lifted, "Refused", cancel);
        var offered = Drivers.Next();
        await country.Register(offered, cancel);
        var (_, offer) = await new Office(office).Apply(offered, cancel);
        var backup = federation.Elsewhere("backups", "issuer");
        await issuer.Backup(backup);

        // Behind the backup, in several heads: one revoked, one lifted, two issued, of which the registry will know nothing.
        await new Office(office).ChangeStatus(revoked, "E", "revoked behind the backup", urgent: true, cancel);
        await Outcome(country, bad, "Refused", cancel);
        await new Office(office).ChangeStatus(suspended, "A", "lifted behind the backup", urgent: true, cancel);
        await Outcome(country, lifted, "Accepted", cancel);
        var (_, unknown) = await country.Issue(Drivers.Next(), cancel);
        var (unknownRevoked, unknownBad) = await country.Issue(Drivers.Next(), cancel);
        await Accepted(country, unknown, cancel);
        await new Office(office).ChangeStatus(unknownRevoked, "E", "issued and revoked behind the backup", urgent: true, cancel);
        await Outcome(country, unknownBad, "Refused", cancel);
        var log = new LogInvariants(country);
        await log.Logged(cancel);
        await Shown(country, issuer, cancel); // The lost node is the only witness here: what it has not cosigned is not shown.
        var given = HubBooks.Rows(Path.Combine(issuer.Data, "issuer.db"), "SELECT block || ' ' || idx FROM licences");

        await issuer.Lose();
        await issuer.Restore(backup, withJournal: false);
        var signed = Signed(issuer);
        site.StartIssuer();
        await Wait.Until("the issuer says that it is old", async () =>
        {
            using var answer = await office.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return (await answer.Content.ReadAsStringAsync(cancel)).Contains("\"ChainStopped\"", StringComparison.Ordinal);
        }, cancel);
        var driver = Drivers.Next();
        await country.Register(driver, cancel);
        using (var refused = await office.PostAsJsonAsync("/licences", new JsonObject { ["fileNumber"] = driver.FileNumber }, cancel))
            Assert.Equal((503, true), ((int)refused.StatusCode, (await refused.Content.ReadAsStringAsync(cancel)).Contains("DatabaseOld", StringComparison.Ordinal)));
        await new Office(office).ChangeStatus(revoked, "AH", "a change on the old database", urgent: true, cancel);
        country.Clock.MoveTo(country.Clock.Now.AddHours(13)); // Every list is due by now.
        await Outcome(country, bad, "Refused", cancel);
        Assert.Equal(signed, Signed(issuer));
        await site.KillIssuer();

        var (code, said) = await RegionSite.IssuerVerb(
            cancel, "catch-up", "--data", issuer.Data, "--hub", country.Hub.PublicUrl.OriginalString, "--reason", "the machine and the journal are lost",
            $"--Rehearsal:Clock={country.Clock.File}", "--Rehearsal:KeysAreTest=true");
        Assert.True(code == 0, said);
        Assert.Contains($"licence {revoked}: worse at the hub", said, StringComparison.Ordinal);
        Assert.Contains($"licence {suspended}: worse here", said, StringComparison.Ordinal);
        Assert.Contains("Invalid, of no licence in this registry", said, StringComparison.Ordinal);
        Assert.True(said.Contains("with 2 licences that this registry does not know", StringComparison.Ordinal), said);
        var (whole, walked) = await site.Fsck(cancel);
        Assert.True(whole == 0, walked);

        site.StartIssuer();
        await IssuerIsReady(country, cancel);
        country.Clock.MoveTo(country.Clock.Now.AddHours(25)); // What was signed of moves is forgotten too: nothing is signed before the log was read past the longest deadline.
        await Outcome(country, lifted, "Refused", cancel); // The stricter word holds until an officer lifts it again.
        await Outcome(country, bad, "Refused", cancel);
        await Outcome(country, unknownBad, "Refused", cancel);
        using (var gateway = site.GatewayClient())
            await Assert.ThrowsAsync<InvalidOperationException>(() => Phone.Collect(gateway, Region.Shanghai.Code, offer, cancel)); // Somebody may have collected it.
        Phone? after = null;
        await Wait.Until("a licence is issued again", async () =>
        {
            try
            {
                (_, after) = await country.Issue(Drivers.Next(), cancel);
                return true;
            }
            catch (InvalidOperationException refused)
            {
                output.WriteLine(refused.Message);
                return false; // Held.
            }
        }, cancel, seconds: 180);
        await Accepted(country, after!, cancel);
        await Accepted(country, unknown, cancel);
        var all = HubBooks.Rows(Path.Combine(issuer.Data, "issuer.db"), "SELECT block || ' ' || idx FROM licences WHERE block > 0");
        Assert.NotEmpty(all);
        Assert.Empty(all.Intersect(given, StringComparer.Ordinal));
        await Wait.Until("the log binds the newest head", () => Task.FromResult(
            HubBooks.Rows(Path.Combine(issuer.Data, "issuer.db"), "SELECT CAST(MAX(version) AS TEXT) FROM status_heads")
                .SequenceEqual(country.Hub.Rows("SELECT CAST(MAX(version) AS TEXT) FROM epoch_head WHERE region = '310000'"))), cancel);
        await site.Stop();
        await country.Hub.Stop();
        (whole, walked) = await site.Fsck(cancel);
        Assert.True(whole == 0, walked);
        (whole, walked) = await country.Hub.Fsck(cancel);
        Assert.True(whole == 0, walked);
    }

    /// <summary>Waits until the hub's public files show the node's newest head and batch.</summary>
    private static Task Shown(Country country, LostMachine issuer, CancellationToken cancel) => Wait.Until("the hub shows the newest head and batch", async () =>
    {
        var newest = HubBooks.Rows(Path.Combine(issuer.Data, "issuer.db"), "SELECT CAST(MAX(version) AS TEXT) FROM status_heads UNION ALL SELECT CAST(MAX(number) AS TEXT) FROM issuance_batches");
        var heads = StatusPackage.Read(await country.Http.GetByteArrayAsync(new Uri(country.Hub.PublicUrl, "state/heads"), cancel));
        using var batch = await country.Http.GetAsync(new Uri(country.Hub.PublicUrl, $"log/issuance/310000/{newest[1]}"), cancel);
        return batch.IsSuccessStatusCode && heads.Value.Heads.Single().Version == long.Parse(newest[0], CultureInfo.InvariantCulture);
    }, cancel);

    private static List<string> Signed(LostMachine issuer) => HubBooks.Rows(
        Path.Combine(issuer.Data, "issuer.db"),
        "SELECT 'head ' || COALESCE(MAX(version), 0) FROM status_heads UNION ALL SELECT 'list ' || COALESCE(MAX(version), 0) FROM status_lists UNION ALL SELECT 'batch ' || COALESCE(MAX(number), 0) FROM issuance_batches UNION ALL SELECT 'licences ' || COUNT(*) FROM licences");

    private static Task Outcome(Country country, Phone phone, string outcome, CancellationToken cancel) => Wait.Until($"the licence is {outcome}", async () =>
        (await country.Ask(Region.Shanghai, phone.Present("desk.test"), "roadside", live: false, cancel))["outcome"]!.GetValue<string>() == outcome, cancel);

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

    private static Task Accepted(Country country, Phone phone, CancellationToken cancel) => Outcome(country, phone, "Accepted", cancel);

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
