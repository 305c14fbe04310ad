using System.Text.Json.Nodes;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using Federation.Hosting.Tls;
using TrustList.Format.Signing;

namespace Demo.World;

/// <summary>A region's node: issuer and gateway as two processes, and the province's own system that talks to the issuer.</summary>
public sealed class RegionSite : IAsyncDisposable
{
    private const string IssuerProject = "RegionNode/src/RegionNode.Issuer";
    private const string GatewayProject = "RegionNode/src/RegionNode.Gateway";
    private readonly Workspace workspace;
    private readonly RehearsalTime clock;
    private readonly HubSite hub;
    private readonly int issuerPort;
    private readonly int gatewayPort;
    private readonly TlsIdentity provinceSystem = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private string gatewayPin = "";
    private Child? issuer;
    private Child? gateway;

    /// <summary>Chooses folders and ports.</summary>
    public RegionSite(Region region, Workspace workspace, RehearsalTime clock, HubSite hub)
    {
        (Region, this.workspace, this.clock, this.hub) = (region, workspace, clock, hub);
        (issuerPort, gatewayPort) = Ports.Free(2) is [var first, var second] ? (first, second) : default;
        IssuerData = workspace.Folder(region.Code, "issuer");
        GatewayData = workspace.Folder(region.Code, "gateway");
        Province = ProvinceFolder.Create(workspace.Folder(region.Code, "offline"), region.Code, region.NameEn, region.Iso3166, clock.Now, region.Algorithm);
    }

    /// <summary>The region.</summary>
    public Region Region { get; }

    /// <summary>Its operators, offline.</summary>
    public ProvinceFolder Province { get; }

    /// <summary>The issuer's folder.</summary>
    public string IssuerData { get; }

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

    /// <summary>A client of the gateway, which knows it by its pin.</summary>
    public HttpClient GatewayClient() => new(PinnedHandler.Create(identity: null, () => Set(gatewayPin))) { BaseAddress = GatewayUrl };

    /// <summary>The province's own system, as a client of the issuer.</summary>
    public HttpClient OfficeClient() => new(PinnedHandler.Create(provinceSystem, () => Set(IssuerPin))) { BaseAddress = IssuerUrl };

    /// <summary>Both programs make their keys; the province's operators certify them.</summary>
    public async Task Incept(CancellationToken cancel)
    {
        gatewayPin = JsonNode.Parse(await Verb(GatewayProject, ["incept", "--data", GatewayData, "--rehearsal", "true"], cancel))!["tlsPin"]!.GetValue<string>();
        var request = NodeRequest.Read(System.Text.Encoding.UTF8.GetBytes(
            await Verb(IssuerProject, ["incept", "--data", IssuerData, "--code", Region.Code, "--alg", Region.Algorithm.ToString(), "--rehearsal", "true"], cancel))).Value;
        IssuerPin = request.TlsPin;
        WitnessKey = request.Witness;
        Province.CertifyNode(request, Path.Combine(IssuerData, "inception"), clock.Now);
    }

    /// <summary>Starts the issuer.</summary>
    public void StartIssuer() => issuer = Child.Start($"{Region.Code} issuer", Repository.Program(IssuerProject), workspace.File($"{Region.Code}-issuer.log"),
    [
        $"--Node:Code={Region.Code}", $"--Node:DataDir={IssuerData}", $"--Node:Url={IssuerUrl.OriginalString}",
        $"--Node:HubUrl={hub.NodeUrl.OriginalString}", $"--Node:HubPin={hub.Pin}", $"--Node:StatusBaseUri={hub.PublicUrl.OriginalString}/status/{Region.Code}",
        $"--Node:GatewayUrl={GatewayUrl.OriginalString}", $"--Node:GatewayPin={gatewayPin}", $"--Node:ProvinceSystemPins:0={provinceSystem.Pin}",
        $"--Node:LogOrigin={HubSite.LogOrigin}", $"--Node:LogKey={Convert.ToBase64String(hub.LogKey.SubjectPublicKeyInfo.Span)}",
        .. Region.Prefixes.Select((prefix, n) => $"--Node:OfficePrefixes:{n}={prefix}"), .. Region.Except.Select((prefix, n) => $"--Node:OfficeExcept:{n}={prefix}"),
        $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true",
    ]);

    /// <summary>Starts the gateway.</summary>
    public void StartGateway() => gateway = Child.Start($"{Region.Code} gateway", Repository.Program(GatewayProject), workspace.File($"{Region.Code}-gateway.log"),
    [
        $"--Gateway:Code={Region.Code}", $"--Gateway:DataDir={GatewayData}", $"--Gateway:Url={GatewayUrl.OriginalString}",
        $"--Gateway:HubPublicUrl={hub.PublicUrl.OriginalString}", $"--Gateway:TrustAnchor={hub.TrustAnchor}", $"--Gateway:IssuerUrl={IssuerUrl.OriginalString}",
        $"--Gateway:IssuerPins:0={IssuerPin}", "--Gateway:SyncSeconds=1",
        $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true",
    ]);

    /// <summary>Opens every leaf that the log holds of this region against its registry, with the node's own tool; gives those that no licence opens.</summary>
    public async Task<IReadOnlyList<string>> OpenLeaves(string policy, CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(
            Repository.Program(IssuerProject),
            ["open", "--data", IssuerData, "--hub", hub.PublicUrl.OriginalString, "--policy", policy, $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true"], cancel);
        return code is 0 or 1 && !errors.Contains("batch ", StringComparison.Ordinal)
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])]
            : throw new InvalidOperationException($"open: {code} {errors}");
    }

    /// <summary>Ends the issuer as a failure of power would.</summary>
    public async Task KillIssuer()
    {
        await issuer!.Kill();
        await issuer.DisposeAsync();
        issuer = null;
    }

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
    }

    private static async Task<string> Verb(string project, string[] arguments, CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(project), arguments, cancel);
        return code == 0 ? output : throw new InvalidOperationException($"{project} {arguments[0]}: {errors}");
    }

    private static HashSet<string> Set(string pin) => new(StringComparer.Ordinal) { pin };
}
