using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNode.Gateway.Caching;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Tests.World;

/// <summary>
/// A region's real gateway under a rehearsal clock, as its callers see it: one instance, or several with a folder and a port each, one
/// key and one cache, which requests reach in turn.
/// </summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly ImmutableArray<WebApplication> _instances;
    private int _turn = -1;

    private GatewayUnderTest(IEnumerable<WebApplication> instances, string pin)
    {
        _instances = [.. instances];
        Pin = pin;
    }

    /// <summary>Where each instance listens.</summary>
    public IEnumerable<Uri> Urls => _instances.Select(instance => new Uri(instance.Urls.Single()));

    /// <summary>Where the first instance listens, for who keeps to one.</summary>
    public Uri Url => Urls.First();

    /// <summary>The parts of the first instance, for what no answer shows.</summary>
    public IServiceProvider Services => _instances[0].Services;

    /// <summary>The TLS pin of every instance.</summary>
    public string Pin { get; }

    /// <summary>What the first instance shows: made anew around the key at each start.</summary>
    public X509Certificate2 Certificate => Services.GetRequiredService<TlsKey>().Now.Certificate;

    /// <summary>The folder of the so-many-th instance of a gateway whose first has this one.</summary>
    public static string FolderOf(string folder, int instance) => instance == 0 ? folder : $"{folder}-{instance + 1}";

    /// <summary>Makes the gateway's key, as its operator does.</summary>
    public static string Incept(string folder)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Inception.Run(["incept", "--data", folder, "--rehearsal", "true"], output, TextWriter.Null));
        return JsonNode.Parse(output.ToString())!["tlsPin"]!.GetValue<string>();
    }

    /// <summary>Starts it, by default open to callers without a name. Of settings said twice the later counts.</summary>
    public static async Task<GatewayUnderTest> Start(
        string folder, string code, Uri hub, string anchor, Uri issuer, string issuerPin, string clockFile, bool open = true, int instances = 1, params string[] more)
    {
        var pin = Incept(folder);
        string[] settings =
        [
            $"--Gateway:Code={code}", "--Gateway:Url=https://127.0.0.1:0",
            $"--Gateway:HubPublicUrl={hub.OriginalString}", $"--Gateway:TrustAnchor={anchor}",
            $"--Gateway:IssuerUrl={issuer.GetLeftPart(UriPartial.Authority)}", $"--Gateway:IssuerPins:0={issuerPin}", "--Gateway:SyncSeconds=1",
            "--Gateway:AllowPrivateEndpoints=true", "--Gateway:DrainSeconds=0", "--Gateway:OpenPerSecond=100000", $"--Gateway:Instances={instances}", "--Gateway:TrailMilliseconds=60000",
            "--Asking:BreakerQuestions=1000", // What a region does wrong in one test is not held against it in the next.
            .. Enum.GetNames<Purpose>().Where(_ => open).Select((purpose, n) => $"--Gateway:OpenPurposes:{n}={purpose}"),
            $"--Rehearsal:Clock={clockFile}", "--Rehearsal:KeysAreTest=true", "--Logging:LogLevel:Default=None",
            .. await RunCache.Settings(RunCache.NewPrefix()), .. more,
        ];
        for (var instance = 1; instance < instances; instance++) CopyKey(folder, FolderOf(folder, instance));
        var apps = await Task.WhenAll(Enumerable.Range(0, instances).Select(instance => StartInstance([$"--Gateway:DataDir={FolderOf(folder, instance)}", .. settings])));
        return new GatewayUnderTest(apps, pin);
    }

    /// <summary>The instance whose turn it is.</summary>
    public Uri Next() => new(_instances[(int)((uint)Interlocked.Increment(ref _turn) % _instances.Length)].Urls.Single());

    /// <summary>A client that knows the gateway by its pin and shows a key of its own, or none.</summary>
    public HttpClient Client(TlsIdentity? identity = null) => new(Handler(identity))
    {
        BaseAddress = Url,
        Timeout = TimeSpan.FromMinutes(1),
        DefaultRequestVersion = System.Net.HttpVersion.Version20,
    };

    /// <summary>What such a client sends by: each request to the instance whose turn it is.</summary>
    public HttpMessageHandler Handler(TlsIdentity? identity = null) => new InTurn(this, PinnedHandler.Create(identity, () => new HashSet<string> { Pin }));

    /// <summary>Gives every log line of all instances from now on to somebody else too.</summary>
    public void LogTo(ILoggerProvider log)
    {
        foreach (var instance in _instances) instance.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
    }

    /// <summary>Tells it to stop, as its service manager does.</summary>
    public Task Stop(CancellationToken atOnce = default) => Task.WhenAll(_instances.Select(instance => instance.StopAsync(atOnce)));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_instances.Select(End));

    private static async Task<WebApplication> StartInstance(string[] settings)
    {
        var app = GatewayApp.Build(settings);
        await app.StartAsync();
        await Eventually.True("its cache is there", () => Task.FromResult(app.Services.GetRequiredService<ICacheStanding>().Available));
        return app;
    }

    private static void CopyKey(string from, string to)
    {
        var file = Inception.TlsKeyFile(to, test: true);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(Inception.TlsKeyFile(from, test: true), file, overwrite: true);
    }

    private static async Task End(WebApplication app)
    {
        var running = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask).OfType<Task>().ToArray();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a sync under way still writes to the folder
        await app.DisposeAsync();
    }
}
