using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using Federation.Hosting.Tls;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>A region's node: issuer and gateway as two processes, and the province's own system that talks to the issuer.</summary>
public sealed class RegionSite : IAsyncDisposable
{
    private const string IssuerProject = "RegionNode/src/RegionNode.Issuer";
    private const string GatewayProject = "RegionNode/src/RegionNode.Gateway";
    private const long SecondsOfADay = 86_400;
    private readonly Workspace workspace;
    private readonly RehearsalTime clock;
    private readonly HubSite hub;
    private readonly int issuerPort;
    private readonly int gatewayPort;
    private readonly Place issuerPlace;
    private readonly Place gatewayPlace;
    private readonly TlsIdentity provinceSystem = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private TlsIdentity police = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly TlsIdentity business = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly TlsIdentity app = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private string gatewayPin = "";
    private ImmutableHashSet<string> announced = [];
    private Child? issuer;
    private Child? gateway;

    /// <summary>Chooses folders and ports.</summary>
    public RegionSite(Region region, Workspace workspace, RehearsalTime clock, HubSite hub, LocalPostgres? databases = null)
    {
        (Region, this.workspace, this.clock, this.hub) = (region, workspace, clock, hub);
        Database = new SiteDatabase(this, databases);
        (issuerPort, gatewayPort) = Ports.Free(2) is [var first, var second] ? (first, second) : default;
        (issuerPlace, gatewayPlace) = (workspace.Places(IssuerName), workspace.Places(GatewayName));
        issuerPlace.Expect(IssuerUrl);
        gatewayPlace.Expect(GatewayUrl);
        IssuerData = workspace.Folder(region.Code, "issuer");
        GatewayData = workspace.Folder(region.Code, "gateway");
        Province = ProvinceFolder.Create(workspace.Folder(region.Code, "offline"), region.Code, region.NameEn, region.Iso3166, clock.Now, region.Algorithm);
    }

    /// <summary>The region.</summary>
    public Region Region { get; }

    /// <summary>What the issuer is called among places and clocks.</summary>
    public string IssuerName => Region.Code + "-issuer";

    /// <summary>What the gateway is called among places and clocks.</summary>
    public string GatewayName => Region.Code + "-gateway";

    /// <summary>Its operators, offline.</summary>
    public ProvinceFolder Province { get; }

    /// <summary>The issuer's folder.</summary>
    public string IssuerData { get; }

    /// <summary>The issuer's database.</summary>
    public SiteDatabase Database { get; }

    /// <summary>The gateway's folder.</summary>
    public string GatewayData { get; }

    /// <summary>Where the gateway listens.</summary>
    public Uri GatewayUrl => new($"https://127.0.0.1:{gatewayPort}");

    /// <summary>Where the issuer listens; only the gateway and the province's systems get an answer.</summary>
    public Uri IssuerUrl => new($"https://127.0.0.1:{issuerPort}");

    /// <summary>The pin of the gateway's TLS key.</summary>
    public string GatewayPin => gatewayPin;

    /// <summary>The pin of the issuer's TLS key.</summary>
    public string IssuerPin { get; private set; } = "";

    /// <summary>The key with which it cosigns the log.</summary>
    public PublicKey WitnessKey { get; private set; } = null!;

    /// <summary>Tells the callers of issuer and gateway of keys to come.</summary>
    public void Announce(params string[] pins) => announced = [.. pins];

    /// <summary>The pin of the police's TLS key.</summary>
    public string PolicePin => police.Pin;

    /// <summary>A client of the gateway with a key of its own.</summary>
    public HttpClient GatewayClient(TlsIdentity key) => new(PinnedHandler.Create(key, () => Set(gatewayPin))) { BaseAddress = GatewayUrl };

    /// <summary>The police's record with other TLS keys; gateways know them once they have the region's next metadata.</summary>
    public void ChangePolice(params string[] pins) => Province.RegisterParties(
        [Desk("police", "交警", "Traffic police", police, Purpose.Roadside, Purpose.Counter) with { TlsPins = [.. pins] }], Path.Combine(IssuerData, "inbox"), clock.Now);

    /// <summary>The police's desks show another key from now on; gives the one before.</summary>
    public TlsIdentity ReplacePolice(TlsIdentity next) => Interlocked.Exchange(ref police, next);

    /// <summary>A client of the gateway, which knows it by its pin.</summary>
    public HttpClient GatewayClient() => new(PinnedHandler.Create(identity: null, () => Set(gatewayPin))) { BaseAddress = GatewayUrl };

    /// <summary>A desk of the region that checks licences for a purpose: it shows the key of a registered party, the police's or a business's.</summary>
    public HttpClient DeskClient(string purpose) =>
        new(PinnedHandler.Create(purpose is "roadside" or "counter" ? police : business, () => Set(gatewayPin))) { BaseAddress = GatewayUrl };

    /// <summary>The province's own system, as a client of the issuer.</summary>
    public HttpClient OfficeClient() => new(PinnedHandler.Create(provinceSystem, () => Set(IssuerPin))) { BaseAddress = IssuerUrl };

    /// <summary>The province's app, as a client of the issuer: it applies for its users and may do nothing else.</summary>
    public HttpClient AppClient() => new(PinnedHandler.Create(app, () => Set(IssuerPin))) { BaseAddress = IssuerUrl };

    /// <summary>Both programs make their keys; the province's operators certify them.</summary>
    public async Task Incept(CancellationToken cancel)
    {
        gatewayPin = JsonNode.Parse(await Verb(GatewayProject, ["incept", "--data", GatewayData, "--rehearsal", "true"], cancel))!["tlsPin"]!.GetValue<string>();
        var request = NodeRequest.Read(System.Text.Encoding.UTF8.GetBytes(
            await Verb(IssuerProject, ["incept", "--data", IssuerData, "--code", Region.Code, "--alg", Region.Algorithm.ToString(), "--rehearsal", "true"], cancel))).Value;
        IssuerPin = request.TlsPin;
        WitnessKey = request.Witness;
        await Database.MakeAsync();
        Province.RegisterParties(
            [Desk("police", "交警", "Traffic police", police, Purpose.Roadside, Purpose.Counter), Desk("business", "用车企业", "A business", business, Purpose.Rental, Purpose.Insurance, Purpose.Employment)],
            Path.Combine(IssuerData, "inception"), clock.Now);
        Province.CertifyNode(request, Path.Combine(IssuerData, "inception"), clock.Now);
    }

    /// <summary>Starts the issuer.</summary>
    public void StartIssuer() => issuer = Child.Start($"{Region.Code} issuer", Repository.Program(IssuerProject), workspace.File($"{Region.Code}-issuer.log"),
    [
        $"--Node:Code={Region.Code}", $"--Node:DataDir={IssuerData}", $"--Node:Url={IssuerUrl.OriginalString}",
        $"--Node:HubUrl={hub.SeenNodeUrl.OriginalString}", $"--Node:HubPin={hub.Pin}", $"--Node:StatusBaseUri={hub.SeenPublicUrl.OriginalString}/status/{Region.Code}",
        $"--Node:TrustAnchor={hub.TrustAnchor}", $"--Node:GatewayUrl={gatewayPlace.Seen(GatewayUrl).OriginalString}", $"--Node:GatewayPin={gatewayPin}", $"--Node:ProvinceSystemPins:0={provinceSystem.Pin}",
        $"--Node:ProvinceSystemPins:1={app.Pin}", $"--Node:CallerRoles:{app.Pin}=applicant",
        $"--Node:LogOrigin={HubSite.LogOrigin}", $"--Node:LogKey={Convert.ToBase64String(hub.LogKey.SubjectPublicKeyInfo.Span)}",
        .. Region.Prefixes.Select((prefix, n) => $"--Node:OfficePrefixes:{n}={prefix}"), .. Region.Except.Select((prefix, n) => $"--Node:OfficeExcept:{n}={prefix}"),
        $"--Rehearsal:Clock={clock.FileOf(IssuerName)}", "--Rehearsal:KeysAreTest=true", .. Database.Settings, .. workspace.Settings, .. workspace.IssuerSettings,
    ], issuerPlace);

    /// <summary>Runs a verb of the issuer's program: exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> IssuerVerb(CancellationToken cancel, params string[] arguments)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(IssuerProject), arguments, cancel);
        return (code, output + errors);
    }

    /// <summary>The processor time that the issuer has used since its start.</summary>
    public TimeSpan IssuerCpuTime => issuer!.CpuTime;

    /// <summary>Starts the gateway.</summary>
    public void StartGateway() => gateway = StartGateway($"{Region.Code} gateway", GatewayData, GatewayUrl);

    /// <summary>Starts another instance of the gateway, with the region's key and a folder of its own, on a Redis; gives a business's desk at it too.</summary>
    public (Child Program, HttpClient Desk) StartInstance(int number, LocalRedis redis)
    {
        var (data, url) = (workspace.Folder(Region.Code, $"gateway-{number}"), new Uri($"https://127.0.0.1:{Ports.Free(1)[0]}"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(GatewayData, "keys")))
        {
            Directory.CreateDirectory(Path.Combine(data, "keys"));
            File.Copy(key, Path.Combine(data, "keys", Path.GetFileName(key)), overwrite: true);
        }
        var program = StartGateway(
            $"{Region.Code} gateway {number}", data, url, $"--Gateway:Redis={redis.Connection}", $"--Gateway:RedisPasswordFile={redis.PasswordFile}", "--Gateway:Instances=2", "--Gateway:RedisMilliseconds=500");
        return (program, new HttpClient(PinnedHandler.Create(business, () => Set(gatewayPin))) { BaseAddress = url });
    }

    private Child StartGateway(string name, string data, Uri url, params string[] more) => Child.Start(name, Repository.Program(GatewayProject), workspace.File(name.Replace(' ', '-') + ".log"),
    [
        $"--Gateway:Code={Region.Code}", $"--Gateway:DataDir={data}", $"--Gateway:Url={url.OriginalString}",
        $"--Gateway:HubPublicUrl={hub.SeenPublicUrl.OriginalString}", $"--Gateway:TrustAnchor={hub.TrustAnchor}", $"--Gateway:IssuerUrl={issuerPlace.Seen(IssuerUrl).OriginalString}",
        $"--Gateway:IssuerPins:0={IssuerPin}", "--Gateway:SyncSeconds=1", "--Gateway:AllowPrivateEndpoints=true", "--Gateway:DrainSeconds=0",
        $"--Rehearsal:Clock={clock.FileOf(GatewayName)}", "--Rehearsal:KeysAreTest=true", .. workspace.Settings, .. workspace.GatewaySettings, .. more,
    ], gatewayPlace);

    /// <summary>Registers one more relying party and gives its desk; gateways know it once they have the region's next metadata.</summary>
    public HttpClient RegisterDesk(string id, string nameZh, string nameEn, int perSecond, params Purpose[] purposes)
    {
        var key = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        Province.RegisterParties([Desk(id, nameZh, nameEn, key, purposes) with { PerSecond = perSecond, PerDay = (int)Math.Min(Limits.PartyPerDay, SecondsOfADay * perSecond) }], Path.Combine(IssuerData, "inbox"), clock.Now);
        return new HttpClient(PinnedHandler.Create(key, () => Set(gatewayPin))) { BaseAddress = GatewayUrl };
    }

    /// <summary>The processor time that the gateway has used since its start.</summary>
    public TimeSpan GatewayCpuTime => gateway!.CpuTime;

    /// <summary>The memory that the gateway holds now, in bytes.</summary>
    public long GatewayMemory => gateway!.Memory;

    /// <summary>The gateway keeps its connections and answers nothing, until it is thawed.</summary>
    public void FreezeGateway() => gateway!.Freeze();

    /// <summary>The gateway goes on.</summary>
    public void ThawGateway() => gateway!.Thaw();

    /// <summary>Opens every leaf that the log holds of this region against its registry, with the node's own tool; gives those that no licence opens.</summary>
    public async Task<IReadOnlyList<string>> OpenLeaves(string policy, CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(
            Repository.Program(IssuerProject),
            ["open", "--data", IssuerData, "--hub", hub.PublicUrl.OriginalString, "--policy", policy, $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true", .. Database.Settings], cancel);
        return code is 0 or 1 && !errors.Contains("batch ", StringComparison.Ordinal)
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])]
            : throw new InvalidOperationException($"open: {code} {errors}");
    }

    /// <summary>Walks the issuer's database with its own tool: exit code and what it says.</summary>
    public async Task<(int Code, string Output)> Fsck(CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(IssuerProject), ["fsck", "--data", IssuerData, $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true", .. Database.Settings], cancel);
        return (code, output + errors);
    }

    /// <summary>Ends the issuer as a failure of power would.</summary>
    public async Task KillIssuer()
    {
        await issuer!.Kill();
        await issuer.DisposeAsync();
        issuer = null;
    }

    /// <summary>Ends the gateway as a failure of power would.</summary>
    public async Task KillGateway()
    {
        await gateway!.Kill();
        await gateway.DisposeAsync();
        gateway = null;
    }

    /// <summary>Its programs that run.</summary>
    public IEnumerable<Child> Programs => new[] { issuer, gateway }.OfType<Child>();

    /// <summary>Stops both programs: the region is dark.</summary>
    public async Task Stop()
    {
        if (gateway is not null) await gateway.DisposeAsync();
        if (issuer is not null) await issuer.DisposeAsync();
        (gateway, issuer) = (null, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        provinceSystem.Dispose();
        app.Dispose();
        police.Dispose();
        business.Dispose();
    }

    private Party Desk(string id, string nameZh, string nameEn, TlsIdentity key, params Purpose[] purposes)
    {
        var now = Instants.WholeSeconds(clock.Now);
        return new Party
        {
            Id = id,
            NameZh = nameZh,
            NameEn = nameEn,
            Purposes = [.. purposes],
            TlsPins = [key.Pin],
            PerSecond = 500,
            PerDay = 1_000_000,
            From = now,
            Until = now.AddYears(5),
            History = [new(PartyState.Active, now, "registered (rehearsal)")],
        };
    }

    private static async Task<string> Verb(string project, string[] arguments, CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(project), arguments, cancel);
        return code == 0 ? output : throw new InvalidOperationException($"{project} {arguments[0]}: {errors}");
    }

    private HashSet<string> Set(string pin) => [pin, .. announced];
}
