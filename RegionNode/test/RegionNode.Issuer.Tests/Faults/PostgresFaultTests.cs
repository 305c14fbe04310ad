using System.Net;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Databases;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>The database server crashes, stops and cuts connections while callers work: nothing acknowledged is lost, nothing happens twice.</summary>
public sealed class PostgresFaultTests
{
    private const int Clerks = 3;
    private const int Cuts = 6;

    [PostgresFact]
    public async Task Survives_a_server_that_crashes_stops_and_cuts_connections_under_load()
    {
        await using var server = await LocalPostgres.StartAsync(durable: true);
        await using var region = await TestRegion.PrepareOnAsync(server);
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        var clerks = new BusyClerks(region, Clerks);
        clerks.Start();
        await clerks.ProgressAsync(2);

        await server.CrashServerAsync();
        await Eventually.TrueAsync(async () => await ReasonsAsync(region) is { } reasons && reasons.Contains("database: the database does not answer"), "health says so");
        await server.StartServerAsync();
        await region.ReadyAsync();
        await clerks.ProgressAsync(2);

        await server.StopServerAsync();
        await server.StartServerAsync();
        await clerks.ProgressAsync(2);

        for (var cut = 0; cut < Cuts; cut++)
        {
            await region.Database.CutAsync();
            await clerks.ProgressAsync(1);
        }
        await region.Database.CloseAsync(); // Cut, and not let in again.
        await Eventually.TrueAsync(async () => await ReasonsAsync(region) is { } reasons && reasons.Contains("database: the database does not answer"), "health says so");
        await region.Database.ReopenAsync();
        await region.ReadyAsync();
        await clerks.ProgressAsync(2);
        await clerks.EndAsync();
        await region.ReadyAsync();
        Assert.NotEqual(0, clerks.Refusals);
        await clerks.CheckAsync();
    }

    private static async Task<string?> ReasonsAsync(TestRegion region)
    {
        var (status, body) = await region.HealthAsync();
        return status == HttpStatusCode.ServiceUnavailable ? body["reasons"]!.ToJsonString() : null;
    }
}
