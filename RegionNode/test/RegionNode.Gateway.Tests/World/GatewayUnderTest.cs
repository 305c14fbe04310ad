using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RegionNode.Gateway.Tests.World;

/// <summary>A real gateway on a free port of the loopback interface, with its own folder, under a rehearsal clock.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayUnderTest(WebApplication app, string pin)
    {
        _app = app;
        Pin = pin;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>Its TLS pin.</summary>
    public string Pin { get; }

    /// <summary>Makes the gateway's key, as its operator does.</summary>
    public static string Incept(string folder)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Inception.Run(["incept", "--data", folder, "--rehearsal", "true"], output, TextWriter.Null));
        return JsonNode.Parse(output.ToString())!["tlsPin"]!.GetValue<string>();
    }

    /// <summary>Starts it. Port 0 takes a free one.</summary>
    public static async Task<GatewayUnderTest> Start(string folder, string code, Uri hub, string anchor, Uri issuer, string issuerPin, string clockFile, int port = 0)
    {
        var pin = Incept(folder);
        var app = GatewayApp.Build(
        [
            $"--Gateway:Code={code}", $"--Gateway:DataDir={folder}", $"--Gateway:Url=https://127.0.0.1:{port}",
            $"--Gateway:HubPublicUrl={hub.OriginalString}", $"--Gateway:TrustAnchor={anchor}",
            $"--Gateway:IssuerUrl={issuer.GetLeftPart(UriPartial.Authority)}", $"--Gateway:IssuerPins:0={issuerPin}", "--Gateway:SyncSeconds=1",
            $"--Rehearsal:Clock={clockFile}", "--Rehearsal:KeysAreTest=true", "--Logging:LogLevel:Default=None",
        ]);
        await app.StartAsync();
        return new GatewayUnderTest(app, pin);
    }

    /// <summary>A client that knows the gateway by its pin and shows a key of its own, or none.</summary>
    public HttpClient Client(TlsIdentity? identity = null) => new(PinnedHandler.Create(identity, () => new HashSet<string> { Pin }))
    {
        BaseAddress = Url,
        Timeout = TimeSpan.FromSeconds(10),
        DefaultRequestVersion = System.Net.HttpVersion.Version20,
    };

    public async ValueTask DisposeAsync()
    {
        var running = _app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask).OfType<Task>().ToArray();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a sync under way still writes to the folder
        await _app.DisposeAsync();
    }
}
