using Federation.Ceremonies;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Demo.World;

/// <summary>The hub as a process: its folder, its two listeners, and what operators bring to it.</summary>
public sealed class HubSite : IAsyncDisposable
{
    /// <summary>The name of its log.</summary>
    public const string LogOrigin = "log.federation.example/rehearsal";

    private const string Project = "TrustHub/src/TrustHub";
    private readonly Workspace workspace;
    private readonly RehearsalTime clock;
    private readonly int publicPort;
    private readonly int nodePort;
    private Child? process;
    private HubKeys? keys;

    /// <summary>Chooses folder and ports.</summary>
    public HubSite(Workspace workspace, RehearsalTime clock)
    {
        this.workspace = workspace;
        this.clock = clock;
        (publicPort, nodePort) = Ports.Free(2) is [var first, var second] ? (first, second) : default;
        Data = workspace.Folder("hub");
    }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>The static files that every verifier reads.</summary>
    public Uri PublicUrl => new($"http://127.0.0.1:{publicPort}");

    /// <summary>The mutual-TLS listener for nodes and operators.</summary>
    public Uri NodeUrl => new($"https://127.0.0.1:{nodePort}");

    /// <summary>The folder that it serves.</summary>
    public string PublicFolder => Path.Combine(Data, "public");

    /// <summary>The first root, which every verifier gets by hand.</summary>
    public string TrustAnchor => workspace.File("trust-anchor.root.json");

    /// <summary>The pin of its TLS key.</summary>
    public string Pin => keys!.TlsPin;

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
        Launch();
        await Wait.Until("the hub is ready", async () =>
            process!.Running ? (await http.GetAsync(new Uri(PublicUrl, "health/ready"), cancel)).IsSuccessStatusCode : throw new InvalidOperationException("the hub ended; see hub.log"), cancel);
    }

    /// <summary>Starts it without waiting.</summary>
    public void Launch() => process = Child.Start("hub", Repository.Program(Project), workspace.File("hub.log"),
    [
        $"--Hub:DataDir={Data}", $"--Hub:PublicUrl={PublicUrl.OriginalString}", $"--Hub:NodeUrl={NodeUrl.OriginalString}", "--Hub:Inception:Allow=true",
        $"--Hub:LogOrigin={LogOrigin}",
        $"--Rehearsal:Clock={clock.File}", "--Rehearsal:KeysAreTest=true", .. workspace.Settings,
    ]);

    /// <summary>Ends it as a failure of power would.</summary>
    public async Task Kill()
    {
        await process!.Kill();
        await Stop();
    }

    /// <summary>Walks everything that a stopped hub holds, with its operators' own tool; gives the exit code and what it printed.</summary>
    public async Task<(int Code, string Output)> Fsck(CancellationToken cancel)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(Project), ["fsck", "--data", Data], cancel);
        return (code, output + errors);
    }

    /// <summary>Whether a metadata file of this name stands in the folder that it serves.</summary>
    public bool Serves(string name) => File.Exists(Path.Combine(PublicFolder, "tuf", name));

    /// <summary>Stops it.</summary>
    public async Task Stop()
    {
        if (process is not null) await process.DisposeAsync();
        process = null;
    }

    /// <summary>Brings metadata that operators signed.</summary>
    public async Task Submit(string role, byte[] metadata, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        using var submission = new HubSubmission(NodeUrl, Pin);
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
    public async ValueTask DisposeAsync() => await Stop();
}
