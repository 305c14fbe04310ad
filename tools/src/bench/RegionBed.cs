using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing.Databases;

namespace Federation.Bench;

/// <summary>A hub and regions as real processes, and the provinces' systems that talk to their issuers. Everything goes with it.</summary>
internal sealed class RegionBed : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-office-");
    private readonly Workspace workspace;

    private RegionBed(LocalPostgres? postgres, IReadOnlyList<string>? settings = null, LocalPostgres? hubDatabases = null, int hubs = 1)
    {
        workspace = Workspace.Take(folder.FullName);
        workspace.Settings = settings ?? [];
        Country = new Country(workspace, postgres, hubDatabases, hubs);
    }

    /// <summary>The sites.</summary>
    public Country Country { get; }

    /// <summary>Shanghai.</summary>
    public RegionSite Site => Country[Region.Shanghai];

    /// <summary>Starts everything.</summary>
    /// <param name="postgres">Where issuers keep their records; null: SQLite.</param>
    /// <param name="regions">Beside Shanghai.</param>
    public static async Task<RegionBed> StartAsync(LocalPostgres? postgres, params Region[] regions)
    {
        var bed = new RegionBed(postgres);
        await bed.Country.Found(CancellationToken.None);
        await bed.Country.Admit([Region.Shanghai, .. regions], CancellationToken.None);
        return bed;
    }

    /// <summary>Starts everything, with settings for every program and several instances of the hub.</summary>
    /// <param name="settings">For every program.</param>
    /// <param name="hubDatabases">Where the hub's instances share a database; null: one hub, on SQLite.</param>
    /// <param name="hubs">How many instances.</param>
    /// <param name="regions">All of them.</param>
    public static async Task<RegionBed> StartAsync(IReadOnlyList<string> settings, LocalPostgres? hubDatabases, int hubs, params Region[] regions)
    {
        var bed = new RegionBed(null, settings, hubDatabases, hubs);
        await bed.Country.Found(CancellationToken.None);
        await bed.Country.Admit(regions, CancellationToken.None);
        return bed;
    }

    /// <summary>Waits until the issuer, started again, is ready; among many licences it signs its lists first.</summary>
    public async Task ReadyAsync()
    {
        using var office = Site.OfficeClient();
        await Wait.Until("the issuer is ready", async () =>
            (await office.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, CancellationToken.None, seconds: 120);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Country.DisposeAsync();
        workspace.Dispose();
        folder.Delete(recursive: true);
    }
}
