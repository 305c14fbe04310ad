using Demo.World;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Tests.Strangers;

/// <summary>A running hub with Shanghai's node, and its national operators' keys (test keys) in the test's hands.</summary>
internal sealed class StrangerHub : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, byte[]> NoFiles = new Dictionary<string, byte[]>(StringComparer.Ordinal);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("federation-stranger-");
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(10));
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<SoftwareSigner> rootOperators = [.. Keys(5)];
    private readonly SoftwareSigner[] targetsOperators = Keys(3);
    private readonly SoftwareSigner officer = Keys(1)[0];
    private readonly Workspace workspace;
    private readonly RegionSite shanghai;
    private HubKeys? keys;
    private RegistryDocument registry = new() { Regions = [] };
    private NoticesDocument notices = NoticesDocument.Empty;
    private (long Root, long Targets, long Emergency) versions;

    private StrangerHub()
    {
        workspace = Workspace.Take(folder.FullName);
        Clock = new RehearsalTime(workspace.File("clock.json"));
        Clock.MoveTo(Country.Beginning);
        Hub = new HubSite(workspace, Clock);
        shanghai = new RegionSite(Region.Shanghai, workspace, Clock, Hub);
    }

    public HubSite Hub { get; }

    public RehearsalTime Clock { get; }

    /// <summary>The first root: what a stranger is given by hand.</summary>
    public byte[] Anchor { get; private set; } = [];

    public static async Task<StrangerHub> StartAsync()
    {
        var world = new StrangerHub();
        try
        {
            await world.FoundAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Two of the five root operators leave: the next root is signed by three whom both roots know.</summary>
    public async Task ReplaceTwoOperatorsAsync()
    {
        rootOperators.RemoveRange(3, 2);
        rootOperators.InsertRange(0, Keys(2));
        // Those who stay reach the old threshold and the new one.
        await Hub.Submit(RoleNames.Root, SignRoot(rootOperators.TakeLast(3)), NoFiles, patience.Token);
        await ServedAsync($"{versions.Root}.root.json");
    }

    /// <summary>The national operators name the duty officer, who issues a notice on the region.</summary>
    public async Task IssueNoticeAsync(string id)
    {
        await SubmitTargetsAsync();
        notices = EmergencyCeremony.AgainstRegion(notices, id, Region.Shanghai.Code, new("演练", "a rehearsal"), versions.Targets, Clock.Now);
        var (role, files) = EmergencyCeremony.Draft(++versions.Emergency, Clock.Now, notices);
        await Hub.Submit(RoleNames.Emergency, MetadataWriter.Write(role, officer), files, patience.Token);
        await ServedAsync($"{versions.Emergency}.emergency.json");
    }

    /// <summary>What the hub's folder holds as a target file, by the newest role that lists it.</summary>
    public byte[] Served(string path)
    {
        var repository = Path.Combine(Hub.PublicFolder, "tuf");
        var newest = Directory.EnumerateFiles(repository).Select(file => MetadataReader.Targets(File.ReadAllBytes(file)))
            .Where(role => role.Ok && role.Value.Signed.Targets.ContainsKey(path)).MaxBy(role => role.Value.Signed.Version).Value.Signed;
        var cut = path.LastIndexOf('/') + 1;
        return File.ReadAllBytes(Path.Combine(repository, "targets", path[..cut], $"{newest.Targets[path].Sha256}.{path[cut..]}"));
    }

    public async ValueTask DisposeAsync()
    {
        await patience.CancelAsync();
        await shanghai.DisposeAsync();
        await Hub.DisposeAsync();
        http.Dispose();
        patience.Dispose();
        workspace.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task FoundAsync()
    {
        keys = await Hub.Incept(patience.Token);
        Anchor = SignRoot(rootOperators.Take(3));
        var (targets, files) = SignTargets();
        Hub.Install(Anchor, targets, files);
        await Hub.Start(http, patience.Token);
        await shanghai.Incept(patience.Token);
        registry = new RegistryDocument { Regions = [Region.Shanghai.ToRecord(shanghai.Province.IacaThumbprint, Clock.Now)] };
        await SubmitTargetsAsync();
        shanghai.StartIssuer();
        await ServedAsync("1.node-310000.json");
    }

    private byte[] SignRoot(IEnumerable<SoftwareSigner> signers) => MetadataWriter.Write(
        new RootCeremony(
            OperatorGroup.Of(3, rootOperators.Select(key => key.PublicKey)), OperatorGroup.Of(2, targetsOperators.Select(key => key.PublicKey)),
            keys!.Snapshot, keys.Timestamp).Draft(++versions.Root, Clock.Now),
        signers);

    private (byte[] Metadata, IReadOnlyDictionary<string, byte[]> Files) SignTargets()
    {
        var groups = registry.Regions.ToDictionary(region => region.Code, _ => shanghai.Province.Operators, StringComparer.Ordinal);
        var (role, files) = new TargetsCeremony(registry, SamplePolicy.Build(keys!.TlsPin), groups) { DutyOfficers = OperatorGroup.Of(1, officer.PublicKey) }
            .Draft(++versions.Targets, Clock.Now);
        return (MetadataWriter.Write(role, targetsOperators.Take(2)), files);
    }

    private async Task SubmitTargetsAsync()
    {
        var (targets, files) = SignTargets();
        await Hub.Submit(RoleNames.Targets, targets, files, patience.Token);
        await ServedAsync($"{versions.Targets}.targets.json");
    }

    private Task ServedAsync(string name) => Wait.Until($"the hub serves {name}", () => Task.FromResult(Hub.Serves(name)), patience.Token, seconds: 120);

    private static SoftwareSigner[] Keys(int count) => [.. Enumerable.Range(0, count).Select(_ => SoftwareSigner.Create(SignatureAlgorithm.ES256))];
}
