using Federation.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TrustHub;
using TrustHub.Inception;
using TrustHub.Publishing;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Federation.Bench;

/// <summary>The real hub in this process, on a folder of its own: real database, real files, and a policy that names its log. Its keys are made for the run.</summary>
public sealed class BenchLogHub : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly WebApplication _app;

    private BenchLogHub(DirectoryInfo data, WebApplication app) => (_data, _app) = (data, app);

    /// <summary>Its rooms.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Begins a repository of one region and starts.</summary>
    public static async Task<BenchLogHub> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("bench-hub-");
        InceptVerb.Run(["--data", data.FullName, "--test"], TextWriter.Null, Console.Error);
        WriteInception(data.FullName);
        var builder = FederationHost.CreateBuilder(
        [
            "--Hub:DataDir", data.FullName, "--Hub:PublicUrl", "http://127.0.0.1:0", "--Hub:NodeUrl", "https://127.0.0.1:0", "--Hub:Inception:Allow", "true",
        ]);
        builder.AddTrustHub();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapTrustHub();
        await app.StartAsync();
        return new BenchLogHub(data, app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static void WriteInception(string dataDir)
    {
        const string Origin = "bench.test/log";
        var now = TimeProvider.System.GetUtcNow();
        var region = RegionSimulator.Create(SignatureAlgorithm.ES256, "310000", "CN-SH", now.AddDays(-10), new Uri("http://hub.test/"));
        var log = new LogPolicy
        {
            Origin = Origin,
            Key = Key(dataDir, LogKeys.Role).PublicKey,
            Witnesses = [Witness.Of(Origin, region.Code, SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey)],
            Quorum = 1,
        };
        var repository = new SimulatedRepository(now, [region]) { SnapshotKey = Key(dataDir, RoleNames.Snapshot), TimestampKey = Key(dataDir, RoleNames.Timestamp) };
        repository.PublishRoot(repository.NewRoot(1), repository.RootKeys.AsSpan()[..3]);
        repository.Policy = repository.Policy with { Log = log };
        repository.Publish();
        var folder = Directory.CreateDirectory(Path.Combine(dataDir, "inception")).FullName;
        foreach (var name in new[] { "1.root.json", $"{repository.TargetsVersion}.targets.json" })
            File.WriteAllBytes(Path.Combine(folder, name), repository.Files[name]);
        foreach (var name in new[] { RegistryDocument.Path, PolicyDocument.Path })
            File.WriteAllBytes(Path.Combine(folder, name), repository.Target(name)!.Value.ToArray());
    }

    private static SoftwareSigner Key(string dataDir, string role) =>
        SoftwareSigner.FromPkcs8Pem(File.ReadAllText(KeyFolder.Find(dataDir, role)[0])).Value;
}
