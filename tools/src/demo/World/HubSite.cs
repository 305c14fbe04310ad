using Federation.Ceremonies;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>The hub as a process, or as several instances behind one front: its folder, its two addresses, and what operators bring to it.</summary>
public sealed class HubSite : IAsyncDisposable
{
    /// <summary>The name of its log.</summary>
    public const string LogOrigin = "log.federation.example/rehearsal";

    private const string Project = "TrustHub/src/TrustHub";
    private readonly Workspace workspace;
    private readonly RehearsalTime clock;
    private readonly int publicPort;
    private readonly int nodePort;
    private readonly Place place;
    private Child? process;
    private HubKeys? keys;
    private string[] announced = [];

    /// <summary>Chooses folder and ports.</summary>
    /// <param name="workspace">Where files go.</param>
    /// <param name="clock">The simulated clock.</param>
    /// <param name="databases">The server on which its instances share a database; null: it stands alone, on SQLite.</param>
    /// <param name="instances">How many there are of it.</param>
    public HubSite(Workspace workspace, RehearsalTime clock, LocalPostgres? databases = null, int instances = 1)
    {
        this.workspace = workspace;
        this.clock = clock;
        (publicPort, nodePort) = Ports.Free(2) is [var first, var second] ? (first, second) : default;
        Data = workspace.Folder("hub");
        place = workspace.Places("hub");
        place.Expect(PublicUrl);
        place.Expect(NodeUrl);
        Instances = databases is null ? null : new HubInstances(workspace, Data, databases, instances, publicPort, nodePort);
    }

    /// <summary>Its instances; null: it stands alone.</summary>
    public HubInstances? Instances { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>The static files that every verifier reads.</summary>
    public Uri PublicUrl => new($"http://127.0.0.1:{publicPort}");

    /// <summary>The mutual-TLS listener for nodes and operators.</summary>
    public Uri NodeUrl => new($"https://127.0.0.1:{nodePort}");

    /// <summary><see cref="PublicUrl"/> as programs of other hosts reach it.</summary>
    public Uri SeenPublicUrl => place.Seen(PublicUrl);

    /// <summary><see cref="NodeUrl"/> as programs of other hosts reach it.</summary>
    public Uri SeenNodeUrl => place.Seen(NodeUrl);

    /// <summary>The folder that it serves.</summary>
    public string PublicFolder => Path.Combine(Data, "public");

    /// <summary>The first root, which every verifier gets by hand.</summary>
    public string TrustAnchor => workspace.File("trust-anchor.root.json");

    /// <summary>The pin of its TLS key.</summary>
    public string Pin => keys!.TlsPin;

    /// <summary>Tells the operators by which TLS keys they know the hub.</summary>
    public void Announce(params string[] pins) => announced = pins;

    /// <summary>Its log key.</summary>
    public PublicKey LogKey => keys!.Log;

    /// <summary>Lets it make its keys.</summary>
    public async Task<HubKeys> Incept(CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(Project), ["incept", "--data", Data, "--test"], cancel);
        return code == 0 ? keys = HubKeys.Read(output) : throw new InvalidOperationException($"hub incept: {errors}");
    }

    /// <summary>Puts the ceremony's files where the first start looks for them.</summary>
    public void Install(byte[] root, byte[] targets, IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = workspace.Folder("hub", "inception");
        File.WriteAllBytes(Path.Combine(folder, "1.root.json"), root);
        File.WriteAllBytes(Path.Combine(folder, "1.targets.json"), targets);
        foreach (var file in files) File.WriteAllBytes(Path.Combine(folder, file.Key), file.Value);
        File.WriteAllBytes(TrustAnchor, root);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start(HttpClient http, CancellationToken cancel)
    {
        if (Instances is not null) await Instances.PrepareAsync();
        Launch();
        await Wait.Until("the hub is ready", async () =>
            process?.Running != false ? (await http.GetAsync(new Uri(PublicUrl, "health/ready"), cancel)).IsSuccessStatusCode : throw new InvalidOperationException("the hub ended; see hub.log"), cancel);
    }

    /// <summary>Starts it without waiting.</summary>
    public void Launch()
    {
        if (Instances is null)
            process = Child.Start("hub", Repository.Program(Project), workspace.File("hub.log"), [.. Own(Data, PublicUrl, NodeUrl)], place);
        else
            Instances.Launch((number, folder, open, nodes) => Child.Start($"hub {number}", Repository.Program(Project), workspace.File($"hub-{number}.log"), [.. Own(folder, open, nodes), .. Instances.SettingsOf(number)]));
    }

    private IEnumerable<string> Own(string folder, Uri open, Uri nodes) =>
    [
        $"--Hub:DataDir={folder}", $"--Hub:PublicUrl={open.OriginalString}", $"--Hub:NodeUrl={nodes.OriginalString}", "--Hub:Inception:Allow=true",
        $"--Hub:LogOrigin={LogOrigin}",
        $"--Rehearsal:Clock={clock.FileOf("hub")}", "--Rehearsal:KeysAreTest=true", .. workspace.Settings, .. workspace.HubSettings,
    ];

    /// <summary>Ends it as a failure of power would.</summary>
    public async Task Kill()
    {
        if (process is not null) await process.Kill();
        if (Instances is not null) await Instances.KillAsync();
        await Stop();
    }

    /// <summary>Walks everything that a stopped hub holds, with its operators' own tool; gives the exit code and what it printed.</summary>
    public async Task<(int Code, string Output)> Fsck(CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(Project), ["fsck", "--data", Data, .. Instances?.Database ?? []], cancel);
        return (code, output + errors);
    }

    /// <summary>Runs a verb of its program: exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> Verb(CancellationToken cancel, params string[] arguments)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(Project), arguments, cancel);
        return (code, output + errors);
    }

    /// <summary>Its programs that run.</summary>
    public IEnumerable<Child> Programs => Instances?.Running ?? (process is null ? [] : [process]);

    /// <summary>Whether a metadata file of this name stands in the folder that it serves.</summary>
    public bool Serves(string name) => File.Exists(Path.Combine(PublicFolder, "tuf", name));

    /// <summary>Stops it.</summary>
    public async Task Stop()
    {
        if (process is not null) await process.DisposeAsync();
        process = null;
        if (Instances is not null) await Instances.StopAsync();
    }

    /// <summary>Brings metadata that operators signed.</summary>
    public async Task Submit(string role, byte[] metadata, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        using var submission = new HubSubmission(NodeUrl, announced is [] ? [Pin] : announced);
        await submission.Submit(role, metadata, files, cancel);
    }

    /// <summary>Root, targets and notices, as the ceremonies sign them anew.</summary>
    public async Task Renew(Nation nation, CancellationToken cancel)
    {
        await Submit(RoleNames.Root, nation.SignRoot(clock.Now), new Dictionary<string, byte[]>(StringComparer.Ordinal), cancel);
        var (targets, files) = nation.SignTargets(clock.Now);
        await Submit(RoleNames.Targets, targets, files, cancel);
        var (notices, noticeFiles) = nation.SignNotices(clock.Now);
        await Submit(RoleNames.Emergency, notices, noticeFiles, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Instances is not null) await Instances.DisposeAsync();
    }
}
