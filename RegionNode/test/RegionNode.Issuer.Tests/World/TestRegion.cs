using System.Net;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A region around one issuer: folder, operators, hub, and the keys of those who call it.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly string hubKey = TlsIdentity.CreateKeyPem();
    private readonly List<string> extraSettings = [];
    private TestIssuer? issuer;
    private TestDatabase? database;

    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private TestRegion()
    {
        Province = new Province(Clock.GetUtcNow());
        Request = InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), Province.Code);
        Province.Certify(Request);
    }

    internal TestClock Clock { get; } = new();

    internal Province Province { get; }

    internal InceptionRequest Request { get; }

    internal FakeHub? Hub { get; private set; }

    internal HubJournal Journal { get; } = new();

    internal string DataDir => folder.Path;

    internal TestDatabase Database => database ?? throw new InvalidOperationException("not prepared");

    internal TlsIdentity Gateway { get; } = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    internal TlsIdentity ProvinceSystem { get; } = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    internal TlsIdentity Stranger { get; } = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    internal TestIssuer Issuer => issuer ?? throw new InvalidOperationException("not started");

    internal const string StatusBase = "http://127.0.0.1:9/status/310000";

    /// <summary>Operators' answer in place, hub up, issuer not started.</summary>
    internal static Task<TestRegion> PrepareAsync(params string[] settings) => PrepareOnAsync(server: null, settings);

    /// <summary>The same, with the database in a server of the test's own; null: the run's.</summary>
    internal static Task<TestRegion> PrepareOnAsync(LocalPostgres? server, params string[] settings) =>
        PrepareAsync(folder => TestDatabase.NewAsync(folder, server), settings);

    /// <summary>The same, on SQLite.</summary>
    internal static Task<TestRegion> PrepareOnSqliteAsync(params string[] settings) => PrepareAsync(folder => Task.FromResult(TestDatabase.OnSqlite(folder)), settings);

    private static async Task<TestRegion> PrepareAsync(Func<string, Task<TestDatabase>> database, string[] settings)
    {
        var region = new TestRegion();
        region.extraSettings.AddRange(settings);
        region.database = await database(region.DataDir);
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inception), region.Clock.GetUtcNow());
        await region.StartHubAsync();
        return region;
    }

    /// <summary>The same; the node's settings name its log.</summary>
    internal static async Task<TestRegion> PrepareWatchingAsync(params string[] settings)
    {
        var region = await PrepareAsync(settings);
        region.extraSettings.AddRange([$"--Node:LogOrigin={TestLog.Origin}", $"--Node:LogKey={region.Log.KeySpki}"]);
        return region;
    }

    /// <summary>A region whose issuer is ready.</summary>
    internal static async Task<TestRegion> StartAsync(params string[] settings)
    {
        var region = await PrepareAsync(settings);
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        return region;
    }

    /// <summary>The hub's log; it outlives the server.</summary>
    internal TestLog Log { get; } = new();

    internal async Task StartHubAsync() => Hub = await FakeHub.StartAsync(hubKey, Journal, port, publicPort, Log);

    internal async Task StopHubAsync()
    {
        (port, publicPort) = (Hub!.Port, new Uri(Hub.PublicUrl).Port);
        await Hub.DisposeAsync();
        Hub = null;
    }

    internal async Task StartIssuerAsync(Func<IDurableStore, IDurableStore>? around = null)
    {
        issuer = await TestIssuer.StartAsync(Settings("https://127.0.0.1:0"), Clock, around);
        url = issuer.Url;
    }

    /// <summary>Starts the issuer as a process of its own, at an address that stays the same over its lives.</summary>
    internal IssuerProcess StartProcess()
    {
        return IssuerProcess.Start([.. Settings(Address.OriginalString), "--Rehearsal:KeysAreTest=true"]);
    }

    /// <summary>Starts an issuer as one of several behind the address of this region: with a folder and an address of its own.</summary>
    internal IssuerProcess StartInstance(string name, string dataDir, Uri address) => IssuerProcess.Start(
        [.. Settings(address.OriginalString, dataDir), "--Rehearsal:KeysAreTest=true", $"--Node:Instance={name}"]);

    /// <summary>The address at which callers ask, whoever answers there.</summary>
    internal Uri Address => url ??= new Uri($"https://127.0.0.1:{Ports.Free(1)[0]}");

    private string[] Settings(string listen, string? dataDir = null)
    {
        if (Hub is not null)
            (port, publicPort) = (Hub.Port, new Uri(Hub.PublicUrl).Port);
        using var hubIdentity = TlsIdentity.FromPem(hubKey);
        return
        [
            $"--Node:Code={Province.Code}", $"--Node:DataDir={dataDir ?? DataDir}", $"--Node:Url={listen}",
            $"--Node:HubUrl=https://127.0.0.1:{port}", $"--Node:HubPin={hubIdentity.Pin}", $"--Node:StatusBaseUri={StatusBase}",
            $"--Node:HubPublicUrl=http://127.0.0.1:{publicPort}",
            "--Node:GatewayUrl=https://127.0.0.1:9", $"--Node:GatewayPin={Gateway.Pin}", $"--Node:ProvinceSystemPins:0={ProvinceSystem.Pin}",
            .. Database.Settings, .. extraSettings,
        ];
    }

    /// <summary>Stops the issuer, has something done meanwhile, and starts it again.</summary>
    internal async Task RestartAsync(Func<Task> meanwhile)
    {
        await StopIssuerAsync();
        await meanwhile();
        await StartIssuerAsync();
        await ReadyAsync();
    }

    internal async Task StopIssuerAsync()
    {
        if (issuer is not null)
            await issuer.DisposeAsync();
        issuer = null;
    }

    /// <summary>Put around every client that is made from now on.</summary>
    internal Func<TlsIdentity?, HttpMessageHandler, HttpMessageHandler> AroundClient { get; set; } = (_, handler) => handler;

    internal HttpClient Client(TlsIdentity? identity) => new(AroundClient(identity, PinnedHandler.Create(identity, () => new HashSet<string> { Request.TlsPin })))
    {
        BaseAddress = url,
        Timeout = Patience,
    };

    internal async Task<(HttpStatusCode Status, JsonNode Body)> HealthAsync()
    {
        using var client = Client(Stranger);
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>The status key that this region's first record lists.</summary>
    internal PublicKey StatusKey => PublicKey.FromSpki(Convert.FromBase64String(Request.StatusKeySpki)).Value;

    /// <summary>The state that the heads at the hub give, each of them checked.</summary>
    internal RegionStatus Headed() => Journal.Chains.Replay(StatusKey, Clock.GetUtcNow());

    /// <summary>What the node recorded to be logged of one entry, read beside it as an operator's tool does.</summary>
    internal LeafRow? LeafOf(long entry) => Stored(db => IssuanceTables.FindLeaf(db, entry));

    /// <summary>Opens the node's database beside it, to read.</summary>
    internal T Stored<T>(Func<StoreSession, T> query)
    {
        using var store = IssuerDatabase.OpenBeside(Database.Place);
        return store.Read(query);
    }

    internal Task FirstListAsync() => Eventually.TrueAsync(() => Journal.Lists.Any(), "the first list");

    internal Task ReadyAsync() => Eventually.TrueAsync(async () => (await HealthAsync()).Status == HttpStatusCode.OK, "the issuer is ready");

    public async ValueTask DisposeAsync()
    {
        await StopIssuerAsync();
        if (Hub is not null)
            await Hub.DisposeAsync();
        Gateway.Dispose();
        ProvinceSystem.Dispose();
        Stranger.Dispose();
        if (database is not null)
            await database.DisposeAsync();
        folder.Dispose();
    }

    private int port = Ports.Free(1)[0];
    private int publicPort = Ports.Free(1)[0];
    private Uri? url;
}
