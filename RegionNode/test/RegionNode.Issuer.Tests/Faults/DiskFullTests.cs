using System.Net;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;
using TrustList.Testing.Databases;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>Disks that are full or read-only: writes are refused with a closed problem, the rest goes on, and so does all once there is room.</summary>
public sealed class DiskFullTests
{
    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")] // SQLite's own "database or disk is full".
    [InlineData("PRAGMA query_only = ON", "PRAGMA query_only = OFF")] // And "attempt to write a readonly database".
    public async Task Survives_a_database_that_takes_no_more(string fail, string mend)
    {
        await using var region = await TestRegion.PrepareOnSqliteAsync();
        FullStore? disk = null;
        await region.StartIssuerAsync(real => disk = new FullStore(real, fail, mend));
        await region.ReadyAsync();
        await SurviveAsync(region, full => disk!.IsFull = full);
    }

    [TinyDiskFact]
    public async Task Survives_a_full_disk_under_PostgreSQL()
    {
        await using var server = await LocalPostgres.StartAsync(durable: true);
        await using var disk = await TinyDisk.MountAsync();
        await using (var region = await TestRegion.PrepareOnAsync(server))
        {
            await server.SqlAsync("postgres", $"CREATE TABLESPACE tiny LOCATION '{disk.Folder}/space'");
            await server.SqlAsync("postgres", $"ALTER DATABASE {region.Database.Name} SET TABLESPACE tiny");
            await region.StartIssuerAsync();
            await region.ReadyAsync();
            await SurviveAsync(region, full =>
            {
                if (full)
                    disk.Fill();
                else
                    disk.Empty();
            });
        }
        await server.StopServerAsync();
    }

    private static async Task SurviveAsync(TestRegion region, Action<bool> setFull)
    {
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var (before, meanwhile) = (await office.OfferAsync(1), await office.OfferAsync(2));
        await phone.LicenceAsync(before);
        await region.FirstListAsync();

        setFull(true);
        var refused = await RefusedAsync(office);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unavailable"), (refused.Status, refused.Problem));
        var (status, health) = await region.HealthAsync();
        Assert.Equal(HttpStatusCode.OK, status); // It reads, and says that it does not write.
        Assert.Contains("database: the database took no write when it was last tried", health["warnings"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/operator/outbox?limit=5")).Status);
        var changed = (await office.ChangeAsync(Id(meanwhile), "K")).Status == HttpStatusCode.OK; // There may be room for a row.

        setFull(false);
        Assert.Equal(HttpStatusCode.OK, (await office.ChangeAsync(Id(before), "E")).Status);
        Assert.Equal(HttpStatusCode.Created, (await office.PutAsync(999)).Status);
        await Eventually.TrueAsync(() => region.Headed().StatusOf(Index(before)) == StatusValue.Invalid, "heads go on");
        await Eventually.TrueAsync(() => region.Headed().StatusOf(Index(meanwhile)) == (changed ? StatusValue.Suspended : StatusValue.Valid), "what was acknowledged is there");
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Body["warnings"]!.AsArray().Count == 0, "health is content");
        await Eventually.TrueAsync(() => region.Journal.Chains.Of("head").Count >= 2 && region.Journal.Chains.Of("issuance").Count == 1 && region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state <> 1")) == 0, "the backlog is drained");
        HubInvariants.Hold(region); // One chain of heads, each with its root; nothing missing, nothing twice.
        Assert.Empty(region.Stored(db => NodeCheck.Violations(db, Province.Code)));
    }

    /// <summary>The first answer that is not a success: records with photos need room.</summary>
    private static async Task<Answer> RefusedAsync(Office office)
    {
        for (var driver = 100; driver < 600; driver++)
        {
            if (await office.PutAsync(driver) is { Status: not (HttpStatusCode.Created or HttpStatusCode.NoContent) } refused)
                return refused;
        }
        throw new InvalidOperationException("the disk was never full");
    }

    private static string Id(System.Text.Json.Nodes.JsonNode offer) => offer["licenceId"]!.GetValue<string>();

    private static int Index(System.Text.Json.Nodes.JsonNode offer) => offer["statusIndex"]!.GetValue<int>();
}
