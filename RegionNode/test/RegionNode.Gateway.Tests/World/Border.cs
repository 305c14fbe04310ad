using Federation.Hosting.Clock;
using Federation.Hosting.Tls;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace RegionNode.Gateway.Tests.World;

/// <summary>
/// Three regions and a hub: Jiangsu's gateway is the one under test; Shanghai's gateway and Jiangsu's issuer are
/// scripted; Beijing has no node yet. Real keys, real TLS, real files; only the clock is set to October 2020.
/// </summary>
internal sealed class Border : IAsyncDisposable
{
    public const string Shanghai = "310000";
    public const string Jiangsu = "320000";
    public const string Beijing = "110000";
    public const int LicenceIndex = 7;
    public static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A purpose that, as the roadside, learns letters and points, and waits for a live answer here as long as a gateway may: for tests that are not about the wait.</summary>
    public const string Patient = "counter";

    private static readonly string[] Patience = [.. new[] { Patient, "rental", "insurance" }.Select(purpose => $"--Asking:Patience:{purpose}=00:00:30")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private readonly SoftwareSigner _deviceKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    private Border()
    {
    }

    public required HubSimulator Hub { get; init; }

    public required SimulatedRepository Repository { get; init; }

    public required RegionSimulator HomeRegion { get; init; }

    public required RegionSimulator OwnRegion { get; init; }

    /// <summary>Shanghai's gateway.</summary>
    public required ScriptedHome Home { get; init; }

    /// <summary>Jiangsu's issuer.</summary>
    public required ScriptedHome Issuer { get; init; }

    /// <summary>The regions' status as the hub keeps it; null in a federation that has only lists.</summary>
    public SimulatedStatus? Status { get; set; }

    /// <summary>Whether the change made before the start published the list itself.</summary>
    public bool Published { get; set; }

    /// <summary>Whether the gateway lets in callers without a name.</summary>
    public bool OpenToAll { get; set; } = true;

    /// <summary>Why the gateway has one instance, also in a run where it else has two; null: it has what the run gives it.</summary>
    public string? OneInstance { get; set; }

    /// <summary>Settings of the gateway beside the usual ones.</summary>
    public List<string> Settings { get; } = [];

    public GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>Before every key of Jiangsu's gateways in the run's Redis.</summary>
    public string CachePrefix { get; } = RunCache.NewPrefix();

    /// <summary>What every program's clock says.</summary>
    public DateTimeOffset Now => ClockFile.TryRead(ClockFilePath)!.At(TimeProvider.System.GetUtcNow());

    public string ClockFilePath => Path.Combine(_folder.FullName, "clock.json");

    public string GatewayFolder => Path.Combine(_folder.FullName, "gateway");

    /// <summary>The folder of each instance.</summary>
    public IEnumerable<string> GatewayFolders => Enumerable.Range(0, Instances).Select(instance => GatewayUnderTest.FolderOf(GatewayFolder, instance));

    public string Anchor => Path.Combine(_folder.FullName, "root.json");

    public string StatusUri => StatusUriOf(HomeRegion);

    private int Instances => OneInstance is null ? RunCache.Instances : 1;

    /// <summary>Everything running and in sync, the licence valid, the home region answering well.</summary>
    public static async Task<Border> Open(Action<Border>? change = null, TlsIdentity? homeKey = null)
    {
        var hub = await HubSimulator.StartAsync();
        var shanghai = RegionSimulator.Create(Shanghai, "CN-SH", Start.AddDays(-5), hub.Url);
        var jiangsu = RegionSimulator.Create(Jiangsu, "CN-JS", Start.AddDays(-5), hub.Url);
        var beijing = RegionSimulator.Create(Beijing, "CN-BJ", Start.AddDays(-5), hub.Url);
        beijing.Node = null;
        var border = new Border
        {
            Hub = hub,
            HomeRegion = shanghai,
            OwnRegion = jiangsu,
            Home = await ScriptedHome.Start(homeKey),
            Issuer = await ScriptedHome.Start(),
            Repository = new SimulatedRepository(Start),
        };
        border.Home.Script = border.AnswerWell;
        border.Issuer.Script = border.AnswerWell;
        border.SetClock(Start);
        File.WriteAllBytes(border.Anchor, border.Repository.Anchor);
        shanghai.Node = shanghai.Node! with
        {
            GatewayEndpoints = [border.Home.Url.GetLeftPart(UriPartial.Authority)],
            GatewayPins = [border.Home.Identity.Pin],
        };
        jiangsu.Node = jiangsu.Node! with
        {
            GatewayPins = [GatewayUnderTest.Incept(border.GatewayFolder)],
            IssuerPins = [border.Issuer.Identity.Pin],
        };
        border.Repository.Policy = border.Repository.Policy with
        {
            WhenLiveUnavailable = border.Repository.Policy.WhenLiveUnavailable.SetItem(Purpose.Insurance, LiveFallback.Offline),
        };
        border.Repository.Regions.AddRange([beijing, shanghai, jiangsu]);
        border.PutStatus(1);
        change?.Invoke(border);
        if (border.Published)
            border.Hub.Files = border.Repository.Files;
        else
            border.Publish();
        await border.StartGateway();
        return border;
    }

    /// <summary>The gateway's own TLS identity, as a caller that its issuer or other regions know.</summary>
    public TlsIdentity GatewayIdentity() => TlsIdentity.Load(Inception.TlsKeyFile(GatewayFolder, test: true));

    /// <summary>Sets every program's clock.</summary>
    public void SetClock(DateTimeOffset now)
    {
        ClockFile.Write(ClockFilePath, now);
        Repository.Now = now;
    }

    /// <summary>Puts the newest list on the hub.</summary>
    public void Publish()
    {
        Repository.Publish();
        Hub.Files = Repository.Files;
    }

    /// <summary>The national operators change Shanghai's standing.</summary>
    public void Declare(RegionState state)
    {
        HomeRegion.Record = HomeRegion.Record with { History = HomeRegion.Record.History.Add(new(state, Start, "Test")) };
        Publish();
    }

    /// <summary>A duty officer publishes notices, and nobody else anything.</summary>
    public void Warn(params EmergencyNotice[] notices)
    {
        Repository.Notices = SampleNotices.Document(notices);
        Repository.PublishUrgently();
        Hub.Files = Repository.Files;
    }

    /// <summary>Publishes Shanghai's status list, or another region's.</summary>
    public void PutStatus(long version, StatusValue value = StatusValue.Valid, RegionSimulator? region = null) =>
        Hub.PutStatusList(StatusUriOf(region ?? HomeRegion), (region ?? HomeRegion).StatusList(StatusUriOf(region ?? HomeRegion), version, Repository.Now, (LicenceIndex, value)));

    public async Task StartGateway(params string[] more)
    {
        Gateway = await GatewayUnderTest.Start(
            GatewayFolder, Jiangsu, Hub.Url, Anchor, Issuer.Url, Issuer.Identity.Pin, ClockFilePath, OpenToAll, Instances, [.. await RunCache.Settings(CachePrefix), .. Patience, .. Settings, .. more]);
        await Eventually.True("the gateway looked at the hub", async () => (await Asking.TrustOfAll(Gateway)).All(trust =>
            trust["lastSync"]?["outcome"]?.GetValue<string>() is { } outcome && !outcome.StartsWith("Load", StringComparison.Ordinal)));
    }

    /// <summary>The holder shows every element of a Shanghai licence.</summary>
    public (byte[] Response, byte[] Transcript) Present(long index = LicenceIndex, LicenceData? licence = null) => Present(HomeRegion, StatusUri, index, licence);

    /// <summary>The holder shows every element of a region's licence, whose status is said to be there.</summary>
    public (byte[] Response, byte[] Transcript) Present(RegionSimulator region, string statusUri, long index = LicenceIndex, LicenceData? licence = null)
    {
        var data = SampleLicence.Data(2_000) with
        {
            FileNumber = region.Code[..4] + "00999999",
            IssuingOfficeCode = region.Code,
            IssuingJurisdiction = region.Record.Iso3166,
        };
        var wallet = new Wallet(_deviceKey, Issue(region, statusUri, index, licence ?? data));
        var transcript = SessionTranscripts.OpenId4VpHandover("x509_san_dns:desk.test", "a test nonce", "https://desk.test/response");
        return (wallet.Present(wallet.Elements, transcript), transcript);
    }

    /// <summary>The holder's codes of a Shanghai licence.</summary>
    public CodeWallet Codes(long index = LicenceIndex) => new(_deviceKey, CompactIssuer.Issue(
        Issue(HomeRegion, StatusUri, index, SampleLicence.Data(2_000)), Shanghai, DocumentSigner.Of(HomeRegion.SignerKey, HomeRegion.SignerCertificate).Value, Start.AddDays(-1)));

    /// <summary>Where the region says that its licences' status is.</summary>
    public static string StatusUriOf(RegionSimulator region) => region.Node!.StatusBase + "0";

    /// <summary>What Shanghai's region says of the licence that is asked about, as much as the purpose may see.</summary>
    public LiveStatusClaims Claims(LiveQuestion question) => LiveDisclosure.TellsLettersAndPoints(Enum.Parse<Purpose>(question.Purpose, ignoreCase: true))
        ? Value(question) with { Letters = "A", Points = 3, PointsClear = new DateOnly(2021, 3, 1) }
        : Value(question);

    /// <summary>The value alone: what a region tells a desk.</summary>
    public LiveStatusClaims Value(LiveQuestion question) => new()
    {
        Region = question.Region,
        StatusUri = question.StatusUri,
        Index = question.Index,
        Value = StatusValue.Valid,
        Letters = "",
        IssuedAt = Repository.Now,
        Expires = Repository.Now.AddMinutes(5),
        Nonce = question.Nonce.Memory,
    };

    /// <summary>Signs claims as the home region and replies.</summary>
    public Task Reply(Microsoft.AspNetCore.Http.HttpContext context, LiveStatusClaims claims, ISigner? key = null) => Reply(context, claims, HomeRegion, key);

    /// <summary>Signs claims as a region, under the name of its key, and replies.</summary>
    public static Task Reply(Microsoft.AspNetCore.Http.HttpContext context, LiveStatusClaims claims, RegionSimulator region, ISigner? key = null) =>
        ScriptedHome.Reply(context, Answer(claims, key ?? region.StatusKey, region.StatusKey.PublicKey.Thumbprint));

    /// <summary>The answer that says it, signed by a key under a name.</summary>
    public static LiveAnswer Answer(LiveStatusClaims claims, ISigner key, string keyId) => new() { Assertion = Google.Protobuf.ByteString.CopyFrom(LiveAssertion.Sign(claims, key, keyId)) };

    /// <summary>Every entry of the gateway's trail, instance by instance.</summary>
    public async Task<List<string>> Trail()
    {
        var entries = new List<string>();
        foreach (var file in GatewayFolders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(folder, "trail"), "*.ndjson").Order(StringComparer.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } line) entries.Add(line);
        }
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Home.DisposeAsync();
        await Issuer.DisposeAsync();
        await Hub.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private byte[] Issue(RegionSimulator region, string statusUri, long index, LicenceData licence) => MdocIssuer.Issue(new IssuanceRequest
    {
        Elements = licence.ToElements(),
        DeviceKey = _deviceKey.PublicKey,
        SignedAt = Start.AddDays(-1),
        ValidFrom = Start.AddDays(-1),
        ValidUntil = Start.AddDays(90),
        StatusUri = statusUri,
        StatusIndex = index,
        Signer = DocumentSigner.Of(region.SignerKey, region.SignerCertificate).Value,
    });

    private Task AnswerWell(LiveQuestion question, Microsoft.AspNetCore.Http.HttpContext context) => Reply(context, Claims(question));
}
