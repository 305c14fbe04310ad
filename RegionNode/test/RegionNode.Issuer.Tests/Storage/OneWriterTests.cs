using System.Net;
using Federation.Hosting;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class OneWriterTests
{
    [Fact]
    public async Task Rejects_a_second_node_on_the_same_database_while_the_first_lives()
    {
        await using var region = await TestRegion.PrepareAsync();
        using (region.StartProcess())
        {
            await Eventually.TrueAsync(async () => await IsUpAsync(region), "the process is ready");
            Assert.Throws<StartRefusedException>(() => IssuerDatabase.Open(region.Database.Place));
            await Eventually.TrueAsync(() => region.Stored(StatusTables.Blocks).Count > 0, "it writes");
        }
        IssuerDatabase.Open(region.Database.Place).Dispose(); // It was killed: its lock fell with it.
    }

    [Fact]
    public async Task Survives_cut_connections()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await region.Database.CutAsync();
        Assert.Equal(HttpStatusCode.Created, (await office.PutAsync(1)).Status);
        await region.Database.CutAsync();
        Assert.Equal(HttpStatusCode.Created, (await office.ApplyAsync(1)).Status);
    }

    [PostgresStoreFact]
    public async Task Survives_a_database_that_is_away_and_tells_meanwhile()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await region.Database.CloseAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await office.PutAsync(1)).Status);
        var (status, body) = await region.HealthAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("the database does not answer", body.ToJsonString(), StringComparison.Ordinal);
        await region.Database.ReopenAsync();
        await region.ReadyAsync();
        Assert.Equal(HttpStatusCode.Created, (await office.PutAsync(1)).Status);
    }

    private static async Task<bool> IsUpAsync(TestRegion region)
    {
        try
        {
            return (await region.HealthAsync()).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
