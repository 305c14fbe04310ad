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
using TrustList.Testing.Databases;
using AdmissionClient = TrustList.Protocol.Admission.AdmissionClient;

namespace Federation.Bench;

/// <summary>
/// The real hub as processes of its own: one with a disk folder, or several on one database, with regions that are admitted.
/// Synthetic; all keys are made for the run.
/// </summary>
internal sealed class BenchHub : IAsyncDisposable
{
    private static int made;

    private readonly string folder;
    private readonly List<Process> processes = [];
    private readonly List<GrpcChannel> channels = [];
    private readonly TlsIdentity tls;

    private BenchHub(string folder, TlsIdentity tls, int publicPort, IReadOnlyList<RegionSimulator> regions)
    {
        (this.folder, this.tls, Regions) = (folder, tls, regions);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{publicPort}"), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>The regions; one TLS key is the node of all.</summary>
    public IReadOnlyList<RegionSimulator> Regions { get; }

    /// <summary>The public listener of the first instance.</summary>
    public HttpClient Http { get; }

    /// <summary>The admission service of each instance.</summary>
    public IReadOnlyList<AdmissionClient> Instances => [.. channels.Select(channel => new AdmissionClient(channel))];

    /// <summary>The admission service of the first.</summary>
    public AdmissionClient Admission => new(channels[0]);

    /// <summary>The nodes' listener of the first.</summary>
    public GrpcChannel Channel => channels[0];

    /// <summary>The folder that the first serves.</summary>
    public string PublicFolder => Path.Combine(folder, "1", "public");

    /// <summary>Starts a hub with that many admitted regions; null with a word on standard error where its program is not built.</summary>
    /// <param name="regions">How many.</param>
    /// <param name="databases">Where its instances keep their database; null: one that stands alone.</param>
    /// <param name="instances">How many.</param>
    public static async Task<BenchHub?> StartAsync(int regions, LocalPostgres? databases = null, int instances = 1)
    {
        if (Program() is not { } program)
        {
            Console.Error.WriteLine("bench: the hub's rows are left out (TrustHub is not built)");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("bench-hub-").FullName;
        var first = Path.Combine(folder, "1");
        var pin = (string)System.Text.Json.Nodes.JsonNode.Parse(await RunAsync(program, "incept", "--data", first, "--test"))!["tlsPin"]!;
        var now = Instants.WholeSeconds(TimeProvider.System.GetUtcNow());
        var tls = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var simulated = Enumerable.Range(0, regions).Select(n => Region(n, now, tls.Pin)).ToList();
        var repository = new SimulatedRepository(now, simulated) { SnapshotKey = Key(first, "snapshot"), TimestampKey = Key(first, "timestamp") };
        repository.PublishRoot(repository.NewRoot(1), repository.RootKeys.AsSpan()[..3]);
        WriteInception(Path.Combine(first, "inception"), repository);
        var ports = Ports.Free(2 * instances);
        var hub = new BenchHub(folder, tls, ports[0], simulated);
        var shared = databases is null ? [] : await SharedAsync(databases);
        for (var n = 0; n < instances; n++)
            hub.Launch(program, n, pin, ports[2 * n], ports[(2 * n) + 1], shared);
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
        foreach (var channel in channels)
            channel.Dispose();
        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        tls.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string[]> SharedAsync(LocalPostgres databases)
    {
        var name = $"hub{Interlocked.Increment(ref made)}";
        await databases.CreateAsync(name);
        return [$"--Hub:Database={databases.ConnectionOf(name)}", $"--Hub:DatabasePasswordFile={databases.PasswordFile}"];
    }

    private void Launch(string program, int n, string pin, int publicPort, int nodePort, string[] shared)
    {
        var data = Path.Combine(folder, $"{n + 1}");
        foreach (var name in n == 0 ? [] : new[] { "keys", "inception" })
        {
            var copy = Directory.CreateDirectory(Path.Combine(data, name)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "1", name)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
        var process = Process.Start(Info(
            program, [$"--Hub:DataDir={data}", $"--Hub:PublicUrl=http://127.0.0.1:{publicPort}", $"--Hub:NodeUrl=https://127.0.0.1:{nodePort}", "--Hub:Inception:Allow=true", .. shared]))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        processes.Add(process);
        channels.Add(GrpcChannel.ForAddress($"https://127.0.0.1:{nodePort}", new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(tls, () => new HashSet<string>(StringComparer.Ordinal) { pin }),
            DisposeHttpClient = true,
        }));
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
        for (var attempt = 0; attempt < 300 && !processes[0].HasExited; attempt++)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
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
