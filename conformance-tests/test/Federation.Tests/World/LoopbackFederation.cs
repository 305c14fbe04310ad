using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing.Databases;

namespace Federation.Tests.World;

/// <summary>
/// A federation of real processes on free ports of the loopback interface, in a folder of its own under /tmp:
/// hub, issuers, gateways. Everything is ended and removed with it.
/// </summary>
public sealed class LoopbackFederation : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("federation-test-");
    private readonly Workspace workspace;
    private readonly LocalPostgres? hubDatabases;
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(20));

    private LoopbackFederation(IReadOnlyList<string> settings, LocalPostgres? hubDatabases = null, int hubs = 1, Func<string, Place>? places = null)
    {
        this.hubDatabases = hubDatabases;
        workspace = Workspace.Take(folder.FullName);
        workspace.Settings = settings;
        if (places is not null) (workspace.Places, workspace.HasOwnClocks) = (places, true);
        Country = new Country(workspace, hubDatabases: hubDatabases, hubs: hubs);
    }

    /// <summary>The sites and people.</summary>
    public Country Country { get; }

    /// <summary>Ends every wait that has lost its sense.</summary>
    public CancellationToken Cancel => patience.Token;

    /// <summary>Holds the ceremonies and starts every program; when something fails to start, the message holds the ends of the logs.</summary>
    public static Task<LoopbackFederation> Start(params Region[] regions) => Start([], regions);

    /// <summary>The same, with settings for every program.</summary>
    public static Task<LoopbackFederation> Start(IReadOnlyList<string> settings, IReadOnlyCollection<Region> regions, params string[] ofGateways)
    {
        var federation = new LoopbackFederation(settings);
        federation.workspace.GatewaySettings = ofGateways;
        return Begin(federation, regions);
    }

    /// <summary>The same, with several instances of the hub on one PostgreSQL database, behind a front.</summary>
    public static async Task<LoopbackFederation> StartHubs(int hubs, params Region[] regions) =>
        await Begin(new LoopbackFederation([], await LocalPostgres.StartAsync(), hubs), regions);

    /// <summary>The same, with a folder elsewhere that has every transaction of hub and issuer.</summary>
    public static Task<LoopbackFederation> StartJournaled(Region region)
    {
        var federation = new LoopbackFederation([]);
        federation.workspace.HubSettings = [$"--Hub:JournalDir={federation.Elsewhere("journal", "hub")}"];
        federation.workspace.IssuerSettings = [$"--Node:JournalDir={federation.Elsewhere("journal", "issuer")}"];
        return Begin(federation, [region]);
    }

    /// <summary>The folder of everything that its programs keep and log.</summary>
    public string Folder => folder.FullName;

    /// <summary>The file with the password of the hubs' database; null where the hub stands alone.</summary>
    public string? HubPasswordFile => hubDatabases?.PasswordFile;

    /// <summary>A place on another machine than the programs.</summary>
    public string Elsewhere(params string[] parts) => Path.Combine([folder.FullName, "elsewhere", .. parts]);

    /// <summary>The same on hosts of their own, each program with a clock of its own.</summary>
    internal static Task<LoopbackFederation> StartOn(Hosts.Switch network, IReadOnlyList<string> settings, params Region[] regions) =>
        Begin(new LoopbackFederation(settings, places: name => network[name]), regions);

    private static async Task<LoopbackFederation> Begin(LoopbackFederation federation, IReadOnlyCollection<Region> regions)
    {
        try
        {
            await federation.Country.Found(federation.Cancel);
            await federation.Country.Admit(regions, federation.Cancel);
            return federation;
        }
        catch (Exception failure)
        {
            var logs = federation.Logs();
            await federation.DisposeAsync();
            throw new InvalidOperationException($"{failure.Message}\n{logs}", failure);
        }
    }

    /// <summary>The last lines of every program's log.</summary>
    public string Logs() => string.Join('\n', Directory.EnumerateFiles(workspace.Root, "*.log").Select(file =>
        $"== {Path.GetFileName(file)}\n{string.Join('\n', ReadShared(file).TakeLast(15))}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await patience.CancelAsync();
        await Country.DisposeAsync();
        if (hubDatabases is not null) await hubDatabases.DisposeAsync();
        workspace.Dispose();
        patience.Dispose();
        folder.Delete(recursive: true);
    }

    private static string[] ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
