using System.Diagnostics;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Net.Client;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Protocol;
using TrustList.Testing;
using AdmissionClient = TrustList.Protocol.Admission.AdmissionClient;

namespace Federation.Bench;

/// <summary>The real hub as a process of its own, with a disk folder and regions that are admitted. Synthetic; all keys are made for the run.</summary>
internal sealed class BenchHub : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;
    private readonly TlsIdentity tls;

    private BenchHub(string folder, Process process, TlsIdentity tls, string pin, int publicPort, int nodePort, IReadOnlyList<RegionSimulator> regions)
    {
        (this.folder, this.process, this.tls, Regions) = (folder, process, tls, regions);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{publicPort}"), Timeout = TimeSpan.FromMinutes(5) };
        Channel = GrpcChannel.ForAddress($"https://127.0.0.1:{nodePort}", new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(tls, () => new HashSet<string>(StringComparer.Ordinal) { pin }),
            DisposeHttpClient = true,
        });
        Admission = new AdmissionClient(Channel);
    }

    /// <summary>The regions; one TLS key is the node of all.</summary>
    public IReadOnlyList<RegionSimulator> Regions { get; }

    /// <summary>The public listener.</summary>
    public HttpClient Http { get; }

    /// <summary>The nodes' listener.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>The admission service.</summary>
    public AdmissionClient Admission { get; }

    /// <summary>Starts a hub with that many admitted regions; null with a word on standard error where its program is not built.</summary>
    public static async Task<BenchHub?> StartAsync(int regions)
    {
        if (Program() is not { } program)
        {
            Console.Error.WriteLine("bench: the hub's rows are left out (TrustHub is not built)");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("bench-hub-").FullName;
        var pin = (string)System.Text.Json.Nodes.JsonNode.Parse(await RunAsync(program, "incept", "--data", folder, "--test"))!["tlsPin"]!;
        var now = Instants.WholeSeconds(TimeProvider.System.GetUtcNow());
        var tls = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var simulated = Enumerable.Range(0, regions).Select(n => Region(n, now, tls.Pin)).ToList();
        var repository = new SimulatedRepository(now, simulated) { SnapshotKey = Key(folder, "snapshot"), TimestampKey = Key(folder, "timestamp") };
        repository.PublishRoot(repository.NewRoot(1), repository.RootKeys.AsSpan()[..3]);
        WriteInception(Path.Combine(folder, "inception"), repository);
        var (publicPort, nodePort) = Ports.Free(2) is [var first, var second] ? (first, second) : default;
        var process = Process.Start(Info(
            program, $"--Hub:DataDir={folder}", $"--Hub:PublicUrl=http://127.0.0.1:{publicPort}", $"--Hub:NodeUrl=https://127.0.0.1:{nodePort}", "--Hub:Inception:Allow=true"))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var hub = new BenchHub(folder, process, tls, pin, publicPort, nodePort, simulated);
        await hub.ReadyAsync();
        foreach (var region in simulated)
        {
            await hub.SubmitAsync(repository, RoleNames.Region(region.Code), IssuersDocument.PathOf(region.Code));
            await hub.SubmitAsync(repository, RoleNames.Node(region.Code), NodeDocument.PathOf(region.Code));
        }
        return hub;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        tls.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string? Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(RepositoryPaths.Root ?? "", "TrustHub", "src", "TrustHub", "bin", configuration, "net10.0", "TrustHub.dll");
        return File.Exists(program) ? program : null;
    }

    private static RegionSimulator Region(int n, DateTimeOffset now, string pin)
    {
        var region = RegionSimulator.Create($"{11 + n}0000", $"CN-{(char)('A' + n)}A", now.AddDays(-30), new Uri("http://hub.bench/"));
        region.Node = region.Node! with { IssuerPins = [pin] };
        return region;
    }

    private static SoftwareSigner Key(string folder, string role) =>
        SoftwareSigner.FromPkcs8Pem(File.ReadAllText(Path.Combine(folder, "keys", $"test-{role}.pem"))).Value;

    private static void WriteInception(string folder, SimulatedRepository repository)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "1.root.json", "1.targets.json" })
            File.WriteAllBytes(Path.Combine(folder, name), repository.Files[name]);
        foreach (var name in new[] { RegistryDocument.Path, PolicyDocument.Path })
            File.WriteAllBytes(Path.Combine(folder, name), repository.Target(name)!.Value.ToArray());
    }

    private async Task SubmitAsync(SimulatedRepository repository, string role, string path)
    {
        var request = new SubmitMetadataRequest { SubmissionId = $"bench:{role}", Role = role, Metadata = ByteString.CopyFrom(repository.Files[$"1.{role}.json"]) };
        request.Targets.Add(new TargetFileBytes { Path = path, Content = ByteString.CopyFrom(repository.Target(path)!.Value.Span) });
        await Admission.SubmitMetadataAsync(request);
    }

    private async Task ReadyAsync()
    {
        for (var attempt = 0; attempt < 300 && !process.HasExited; attempt++)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/live", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException("the hub did not start");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Info(program, arguments))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"the hub ended with {process.ExitCode}");
    }

    private static ProcessStartInfo Info(string program, params string[] arguments) =>
        new("dotnet", [program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
}
